import { expect, test } from "vitest";
import type { Caller } from "../domain/caller.ts";
import { ingress, operatorCaller, serviceCaller, userCaller } from "../testing/callers.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { authorize } from "./authorize.ts";
import type { Context } from "./context.ts";

const contextOf = (caller: Caller): Context => ({
  deps: sampleDependencies(),
  authenticateAndLimit: async () => caller,
  requestId: "r-1",
});

test.each([serviceCaller(), operatorCaller])(
  "what is for services admits $name",
  async (caller) => {
    expect(await authorize("service", contextOf(caller))).toBe(caller);
  },
);

test.each([
  ["a user", userCaller("u-1"), "forbidden"],
  ["a caller that the ingress authenticated, as it does every user", ingress, "not_found"],
] as const)("what is for services rejects %s", async (_, caller, code) => {
  await expect(authorize("service", contextOf(caller))).rejects.toMatchObject({ code });
});
