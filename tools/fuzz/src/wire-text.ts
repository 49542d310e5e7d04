import fc from "fast-check";
import { mostly, malformedText } from "./malformed-values.ts";

/** The UTF-8 bytes of a text, one character per byte. */
export const latin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** JSON in UTF-8; empty for a value that JSON cannot represent. */
export const json = (value: unknown): string => latin1(JSON.stringify(value) ?? "");

/** Percent-encodes every byte except unreserved characters. */
export const percentEncoded = (bytes: string): string =>
  bytes.replaceAll(/[^\w.~-]/g, (it) => `%${it.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** Replaces every byte that a request line cannot contain by a percent sign. */
export const inRequestLine = (text: string): string => text.replaceAll(/[^!-~]/g, "%");

/** Replaces line breaks, which would end the header. */
export const asHeaderValue = (text: string): string => latin1(text).replaceAll(/[\r\n]/g, " ");

/** The JSON of an input as a body: mostly unchanged, else truncated, damaged or nested. */
export const toBody = (input: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  input.map(json).chain((text) => mostly(fc.constant(text), damaged(text)));

const damaged = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat({ max: text.length }).map((length) => text.slice(0, length)),
    fc.constantFrom(`\xff${text}`, `${text}\xc3`, `\xef\xbb\xbf${text}`, `${text}${text}`, ""),
    fc.constantFrom(" ".repeat(1_000) + text, `[${text}]`, `{"json":${text}}`),
    fc.constantFrom('{"__proto__":1}', '{"a":1e999}', '{"order_id":"A","order_id":"B"}'),
    fc.constantFrom("[".repeat(30_000), '{"a":'.repeat(10_000), "x".repeat(70_000)),
    malformedText.map(latin1),
  );
