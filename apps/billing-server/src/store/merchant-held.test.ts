import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import {
  approved,
  captureCompleted,
  captured,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { countMerchantHeld } from "./merchant-held.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

test("counts payments that wait for the merchant, until they complete", async () => {
  const { store, database } = opened;
  const held = (pendingReason: string | null): OrderEvent => ({
    type: "capture_pending",
    money: captured(),
    pendingReason,
  });
  for (const reason of [null, "ECHECK", "PENDING_REVIEW", "MOON_PHASE"])
    await storedOrder(store, approved, held(reason));
  expect(await countMerchantHeld(database.db)).toBe(0);
  const order = await storedOrder(store, approved, held("ECHECK"), held("UNILATERAL"));
  await storedOrder(store, approved, held("VERIFICATION_REQUIRED"));
  expect(await countMerchantHeld(database.db)).toBe(2);
  await store.apply(order, captureCompleted(), { by: "webhook" });
  expect(await countMerchantHeld(database.db)).toBe(1);
});
