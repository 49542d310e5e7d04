import { expect, test } from "vitest";
import { type FuzzRequest, toBytes } from "./fuzz-request.ts";

const request: FuzzRequest = {
  api: "rest",
  bearer: "customer",
  method: "POST",
  target: "/order/create",
  headers: [["content-type", "application/json"]],
  body: '{"a":"\u00c3\u00a9"}',
  isChunked: false,
};
const text = (changes: Partial<FuzzRequest>, token?: string) =>
  toBytes({ ...request, ...changes }, token).toString("latin1");

test("sends the length of the body in bytes, and the token", () => {
  expect(text({}, "TOKEN").split("\r\n")).toEqual([
    "POST /order/create HTTP/1.1",
    "host: billing.test",
    "authorization: Bearer TOKEN",
    "content-type: application/json",
    "content-length: 10",
    "connection: close",
    "",
    '{"a":"\u00c3\u00a9"}',
  ]);
});

test("sends a chunked body in two chunks and a last one", () => {
  const sent = text({ body: "abc", isChunked: true });
  expect(sent).toContain("transfer-encoding: chunked");
  expect(sent.split("\r\n\r\n").slice(1).join("\r\n\r\n")).toBe("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
});

test("does not add a second host header", () => {
  expect(text({ headers: [["host", "evil.example"]] }).match(/^host:/gm)).toHaveLength(1);
});

test("sends neither a length nor a body without one", () => {
  expect(text({ body: null })).not.toContain("content-length");
});

test("sends raw bytes unchanged", () => {
  expect(text({ api: "raw", target: "\u0016\u0003\u00ff" }, "TOKEN")).toBe("\u0016\u0003\u00ff");
});
