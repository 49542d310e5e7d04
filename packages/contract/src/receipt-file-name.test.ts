import { expect, test } from "vitest";
import { receiptFileName } from "./receipt-file-name.ts";

test.each([
  ["receipt", "2026-000001", "receipt-2026-000001.pdf"],
  ["credit_note", "CN-2026-000001", "credit-note-CN-2026-000001.pdf"],
  ["receipt", '../"a"\r\n', "receipt-----a---.pdf"],
] as const)("the %s %j is the file %s", (kind, number, expected) => {
  expect(receiptFileName({ kind, number })).toBe(expected);
});
