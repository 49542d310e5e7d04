import { describe, expect, test } from "vitest";
import { unnamedDispute, withDispute, withoutDispute } from "./dispute.ts";

describe("the open disputes of an order", () => {
  test.each<[string[], string, string[]]>([
    [[], "A", ["A"]],
    [["A"], "B", ["A", "B"]],
    [["A", "B"], "A", ["B", "A"]],
    [[unnamedDispute], "A", ["A"]],
    [["A"], unnamedDispute, ["A", unnamedDispute]],
  ])("%j, after %j opened: %j", (open, id, after) => {
    expect(withDispute(open, id)).toEqual(after);
  });

  test.each<[string[], string, string[]]>([
    [["A"], "A", []],
    [["A", "B"], "A", ["B"]],
    [["PP-D-27803"], "PP-D-278", ["PP-D-27803"]],
    [[unnamedDispute], "A", []],
    [["A", unnamedDispute], "A", [unnamedDispute]],
    [["A", unnamedDispute], "B", ["A"]],
    [["A"], unnamedDispute, ["A"]],
  ])("%j, after %j closed: %j", (open, id, after) => {
    expect(withoutDispute(open, id)).toEqual(after);
  });
});
