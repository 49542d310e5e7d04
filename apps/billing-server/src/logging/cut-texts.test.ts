import { describe, expect, test } from "vitest";
import { captureLog } from "../testing/captured-log.ts";
import { cutTexts } from "./cut-texts.ts";

const cut = (fields: object): Record<string, unknown> =>
  JSON.parse(cutTexts(`${JSON.stringify(fields)}\n`)) as Record<string, unknown>;

describe("a text in a line", () => {
  test("is truncated to 1,024 characters at any depth, with its original length", () => {
    const long = "x".repeat(5_000_000);
    const kept = `${"x".repeat(1_024)}… (5000000 characters)`;
    expect(cut({ msg: long, err: { cause: [{ body: long }] }, n: 1 })).toEqual({
      msg: kept,
      err: { cause: [{ body: kept }] },
      n: 1,
    });
  });

  test("is truncated before a word", () => {
    const text = `${"word ".repeat(204)}a-secret-of-ours and more`;
    expect(cut({ text })["text"]).toBe(`${"word ".repeat(204).trimEnd()}… (1045 characters)`);
  });

  test("of 1,024 characters is kept, and so is a stack of 8,192", () => {
    const line = `${JSON.stringify({ msg: "x".repeat(1_024), err: { stack: "y".repeat(8_192) } })}  \n`;
    expect(cutTexts(line)).toBe(line);
    expect(cut({ stack: "y".repeat(8_193) })["stack"]).toBe(
      `${"y".repeat(8_192)}… (8193 characters)`,
    );
  });

  test("that is cut within a character stays JSON", () => {
    expect(() => cut({ msg: `x${"\u{1f600}".repeat(1_000)}` })).not.toThrow();
  });
});

test("that is not JSON is cut as a whole", () => {
  expect(cutTexts("x".repeat(10_000))).toBe(`${"x".repeat(8_192)}… (10000 characters)`);
});

test("the log of a process is cut, and scrubbed as well", () => {
  const { log, lines } = captureLog({ paypal_client_secret: "hunter-2-hunter" });
  const body = `hunter-2-hunter ${"eyJ".repeat(1_000_000)}`;
  log.warn({ err: new Error(body), reason: body }, body);
  const [line = ""] = lines;
  expect(line.length).toBeLessThan(16_000);
  expect(line).not.toContain("hunter");
  expect(JSON.parse(line)).toMatchObject({ reason: expect.stringMatching(/^\[redacted\] eyJ/) });
});
