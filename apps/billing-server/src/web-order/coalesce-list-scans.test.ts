import { expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../ports/web-order.ts";
import { paidOrder } from "../testing/paid-order.ts";
import { coalesceListScans } from "./coalesce-list-scans.ts";

const absent: DeliveryLookup = { kind: "absent" };

/** Scans that the test completes, with the orders of each. */
function startWalks() {
  const walks: { ids: readonly string[]; end: () => void }[] = [];
  const lookUp = coalesceListScans(async (orders) => {
    const ids = orders.map((order) => order.paypalOrderId);
    const { promise, resolve: end } = Promise.withResolvers<void>();
    walks.push({ ids, end });
    await promise;
    return new Map(ids.map((id) => [id, absent]));
  });
  return {
    walks,
    lookUp: (id: string) => lookUp(paidOrder({ paypalOrderId: id as PayPalOrderId })),
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("concurrent lookups share one scan", async () => {
  const { walks, lookUp } = startWalks();
  const answers = Promise.all([lookUp("A"), lookUp("B")]);
  await turn();
  expect(walks.map(({ ids }) => ids)).toEqual([["A", "B"]]);
  walks[0]?.end();
  expect(await answers).toEqual([absent, absent]);
});

test("a lookup during a scan waits for the next one, and scans never overlap", async () => {
  const { walks, lookUp } = startWalks();
  const first = lookUp("A");
  await turn();
  const later = Promise.all([lookUp("B"), lookUp("A"), lookUp("C")]);
  await turn();
  expect(walks).toHaveLength(1);
  walks[0]?.end();
  await first;
  await turn();
  expect(walks.map(({ ids }) => ids)).toEqual([["A"], ["B", "A", "C"]]);
  walks[1]?.end();
  expect(await later).toEqual([absent, absent, absent]);
});
