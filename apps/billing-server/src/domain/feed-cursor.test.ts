import { expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./feed-cursor.ts";

test.each([0n, 1n, 255n, 2n ** 40n, 2n ** 63n - 1n])(
  "the cursor of %d leads back to it",
  (position) => {
    expect(decodeCursor(encodeCursor(position))).toBe(position);
  },
);

test("a cursor with any other character is damaged", () => {
  const cursor = encodeCursor(1_234n);
  for (let index = 0; index < cursor.length; index += 1) {
    const other = cursor[index] === "0" ? "1" : "0";
    expect(decodeCursor(cursor.slice(0, index) + other + cursor.slice(index + 1))).toBeNull();
  }
});

test("cursors sort as texts in the order of their positions", () => {
  const positions = [0n, 9n, 10n, 255n, 256n, 65_535n, 2n ** 40n];
  const cursors = positions.map(encodeCursor);
  expect(cursors.toReversed().toSorted()).toEqual(cursors);
});

const tooFar = encodeCursor(2n ** 63n);

test.each(["", "now", "AAAA", "A".repeat(17), "0".repeat(24), tooFar])(
  "%j is no cursor",
  (cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  },
);
