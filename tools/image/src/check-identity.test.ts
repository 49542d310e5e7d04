import { expect, test } from "vitest";
import { checkIdentity } from "./check-identity.ts";

const none = "0000000000000000";
const status = {
  Uid: "65532 65532 65532 65532",
  Gid: "65532 65532 65532 65532",
  Groups: "65532 ",
  NSpid: "4711 1",
  CapInh: none,
  CapPrm: none,
  CapEff: none,
  CapAmb: none,
  NoNewPrivs: "1",
};
const failed = (changes: Partial<typeof status>) =>
  checkIdentity(new Map(Object.entries({ ...status, ...changes })))
    .filter(({ ok }) => !ok)
    .map(({ check }) => check);

test("accepts an unprivileged process 1", () => {
  expect(failed({})).toEqual([]);
});

test.each([
  [{ Uid: "0 0 0 0" }, "user and group"],
  [{ Uid: "65532 0 65532 65532" }, "user and group"],
  [{ Gid: "0 0 0 0" }, "user and group"],
  [{ Groups: "0 65532" }, "other groups"],
  [{ NSpid: "4711" }, "process id"],
  [{ CapEff: "0000000000000001" }, "capabilities"],
  [{ CapAmb: "0000000000000001" }, "capabilities"],
  [{ NoNewPrivs: "0" }, "may gain privileges"],
])("finds %o", (changes, check) => {
  expect(failed(changes)).toEqual([check]);
});

test("finds missing fields", () => {
  expect(checkIdentity(new Map()).every(({ ok }) => !ok)).toBe(true);
});
