import { expect, test } from "vitest";
import { signedInUser } from "./chosen-user.ts";

const [camille, robin] = [
  { id: "1", name: "Camille Martin", roles: ["offline_access"] },
  { id: "2", name: "Robin Okafor", roles: ["offline_access", "billing-operator"] },
];

test.each([
  ["2", robin],
  [null, camille],
  ["gone", camille],
])("with %j stored, the expected user is signed in", (chosenId, user) => {
  expect(signedInUser([camille, robin], chosenId)).toBe(user);
});

test("no user is signed in before the users are loaded", () => {
  expect(signedInUser([], "1")).toBeUndefined();
});
