import { expect, test } from "vitest";
import { createKitRouter } from "./kit-router.ts";
import type { KitState } from "./kit-state.ts";

test("a page may use the kit, which tRPC rejects there by default", () => {
  const { allowOutsideOfServer } = createKitRouter({} as KitState)._def._config;
  expect(allowOutsideOfServer).toBe(true);
});
