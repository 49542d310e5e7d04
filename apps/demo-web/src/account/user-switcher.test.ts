import { expect, test } from "vitest";
import { textsIn } from "../testing/texts.fixture.ts";
import { userLabel } from "./user-switcher.tsx";

test.each([
  [["offline_access"], "Robin Okafor", "Robin Okafor"],
  [["offline_access", "billing-operator"], "Robin Okafor (operator)", "Robin Okafor (opérateur)"],
])("a user with the roles %j is shown as %s", (roles, english, french) => {
  const user = { id: "1", name: "Robin Okafor", roles };
  expect(userLabel(user, textsIn.en)).toBe(english);
  expect(userLabel(user, textsIn.fr)).toBe(french);
});
