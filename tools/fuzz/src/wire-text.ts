import fc from "fast-check";
import { mostly, malformedText } from "./malformed-values.ts";

/** UTF-8 as a character each byte. */
export const latin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** JSON in UTF-8; nothing for what JSON has no word for. */
export const json = (value: unknown): string => latin1(JSON.stringify(value) ?? "");

/** Every byte that a URL does not carry as it is. */
export const percentEncoded = (bytes: string): string =>
  bytes.replaceAll(/[^\w.~-]/g, (it) => `%${it.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** What a request line can carry: every other byte becomes a lonely percent sign. */
export const inRequestLine = (text: string): string => text.replaceAll(/[^!-~]/g, "%");

/** Any bytes but those that end a header: they are for noise. */
export const asHeaderValue = (text: string): string => latin1(text).replaceAll(/[\r\n]/g, " ");

/** The JSON of an input as a body: mostly as it is, else cut, damaged or buried. */
export const bodyOf = (input: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
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
