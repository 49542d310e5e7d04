import { expect, test } from "vitest";
import { createKitRouter } from "./kit-router.ts";
import type { KitState } from "./kit-state.ts";

test("a page may use the kit, which tRPC rejects there by default", () => {
  const allowed = { _def: { _config: { allowOutsideOfServer: true } } };
  expect(createKitRouter({} as KitState)).toMatchObject(allowed);
});
