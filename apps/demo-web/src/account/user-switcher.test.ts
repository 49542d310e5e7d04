import { expect, test } from "vitest";
import { userLabel } from "./user-switcher.tsx";

test.each([
  [["offline_access"], "Robin Okafor"],
  [["offline_access", "billing-operator"], "Robin Okafor (operator)"],
])("a user with the roles %j is shown as %s", (roles, label) => {
  expect(userLabel({ id: "1", name: "Robin Okafor", roles })).toBe(label);
});
