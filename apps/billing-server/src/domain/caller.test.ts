import { describe, expect, test } from "vitest";
import { ingress, userCaller } from "../testing/callers.ts";
import { mayActFor, maySee } from "./caller.ts";

const user = "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34";
const other = "8c1f0b7e-52d3-4a6b-9e40-1d7a3c5f8b26";

describe("a caller", () => {
  test.each([
    ["acts for their own user", userCaller(user), user, true, true],
    ["is the same in upper case", userCaller(user.toUpperCase()), user, true, true],
    ["does not act for others", userCaller(other), user, false, false],
    ["matches no user if the subject is empty", userCaller(""), user, false, false],
    [
      "may view every order as an operator, but not act for another user",
      userCaller(other, { isOperator: true }),
      user,
      false,
      true,
    ],
    [
      "acts for their own user as an operator too",
      userCaller(user, { isOperator: true }),
      user,
      true,
      true,
    ],
    ["acts for every user as a service", userCaller(other, { isService: true }), user, true, true],
    ["acts for every user behind a trusted ingress", ingress, user, true, true],
  ])("%s", (_, caller, userId, acts, sees) => {
    expect([mayActFor(caller, userId), maySee(caller, userId)]).toEqual([acts, sees]);
  });
});
