import { describe, expect, test } from "vitest";
import { createScrubber } from "./scrub.ts";

const scrubbed = (fields: object, ...secrets: string[]): unknown =>
  JSON.parse(createScrubber(secrets)(`${JSON.stringify(fields)}\n`));
const text = (msg: string, ...secrets: string[]): string =>
  (scrubbed({ msg }, ...secrets) as { msg: string }).msg;

describe("a secret of the configuration is removed", () => {
  const secret = 'p w"ü+/\\%d';
  const spellings: [string, string][] = [
    ["as it is", secret],
    ["in a URL", encodeURIComponent(secret)],
    [
      "in a URL in lower case",
      encodeURIComponent(secret).replaceAll(/%../g, (it) => it.toLowerCase()),
    ],
    ["in a form", new URLSearchParams({ client_secret: secret }).toString()],
    ["in a text that is JSON", JSON.stringify({ secret_of: secret })],
    ["in JSON in JSON", JSON.stringify({ body: JSON.stringify([secret]) })],
  ];

  test.each(spellings)("%s", (_, spelled) => {
    const line = text(`before ${spelled} after`, secret);
    expect(line).toMatch(/^before .*\[redacted\].* after$/);
    expect(line).not.toMatch(/p w|ü|%25|%c3/i);
  });

  test("at any depth, and as a name", () => {
    const seen = scrubbed({ a: [{ b: "x hunter2 y" }], hunter2: 1 }, "hunter2");
    expect(seen).toEqual({ a: [{ b: "x [redacted] y" }], "[redacted]": 1 });
  });

  test("from values only, if it is so short that ordinary names contain it", () => {
    const seen = scrubbed({ type: "why", hunter2: "y" }, "y", "hunter2");
    expect(seen).toEqual({ type: "wh[redacted]", "[redacted]": "[redacted]" });
  });

  test("completely, if another secret is a part of it", () => {
    expect(text("abcdef", "abc", "abcdef")).toBe("[redacted]");
  });

  test("even if it is a piece of JSON, and the line stays JSON", () => {
    const seen = scrubbed({ level: 30, msg: "port 30" }, "30", '":', ",");
    expect(seen).toEqual({ level: 30, msg: "port [redacted]" });
  });
});

// None of them is a real secret.
const token = "A21AAFs-0_x.y~z+w/v==";
const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

describe("a text that looks like a secret is removed", () => {
  test.each([
    [`Authorization: Bearer ${token}`, "Authorization: [redacted]"],
    [`sent bearer ${token}, refused`, "sent bearer [redacted], refused"],
    [`/x?auth=Bearer%20${token}&a=1`, "/x?auth=Bearer [redacted]&a=1"],
    ["got Basic aWQ6c2VjcmV0LTEyMw== from", "got Basic [redacted] from"],
    [`the token is ${jwt}.`, "the token is [redacted]"],
    ["grant_type=x&client_secret=abc&scope=y", "grant_type=x&client_secret=[redacted]&scope=y"],
    ['{"client_secret":"abc","scope":"y"}', '{"client_secret":"[redacted]","scope":"y"}'],
    [String.raw`"{\"access_token\":\"abc\"}"`, String.raw`"{\"access_token\":\"[redacted]\"}"`],
    ["GET /a?access_token=abc&b=1", "GET /a?access_token=[redacted]&b=1"],
    ["postgres://billing:abc@db/billing", "postgres://billing:[redacted]@db/billing"],
    ["Set-Cookie: a=b; c=d", "Set-Cookie: [redacted]"],
    [`first line\nBearer ${token}\nlast line`, "first line\nBearer [redacted]\nlast line"],
  ])("%j", (before, after) => expect(text(before)).toBe(after));

  test.each(["authorization", "Proxy-Authorization", "cookie", "clientSecret", "password"])(
    "under the name %s",
    (name) => {
      const seen = scrubbed({ err: { headers: { [name]: ["abc", { d: 1 }] }, code: "E" } });
      expect(seen).toEqual({ err: { headers: { [name]: "[redacted]" }, code: "E" } });
    },
  );
});

test.each([
  'password authentication failed for user "billing"',
  "PayPal's token endpoint returned 401.",
  "unauthorized: HTTP_401",
  "GET http://billing:8030/order/prices",
  "basic 20, img_storage_price_unit 1",
  "The duplicate key value violates unique constraint",
])("an ordinary line is unchanged: %s", (msg) => {
  const line = `{"level":30,"time":1764067200000,"port":8030,"msg":${JSON.stringify(msg)}}\n`;
  expect(createScrubber(["hunter2"])(line)).toBe(line);
});

test("text that is not JSON is scrubbed as it is", () => {
  expect(createScrubber(["hunter2"])("{ hunter2 }\n")).toBe("{ [redacted] }\n");
});
