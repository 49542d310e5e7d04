import { describe, expect, test } from "vitest";
import { readResponse } from "./read-response.ts";

describe.each([
  ["a length", 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a":1}', '{"a":1}'],
  ["an empty body", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", ""],
  ["no body", "HTTP/1.1 204 No Content\r\nconnection: keep-alive\r\n\r\n", ""],
  [
    "chunks",
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n',
    '{"a":1}',
  ],
])("a response with %s", (_title, text, body) => {
  test("is read when it is complete", () => {
    expect(readResponse(text)?.body).toBe(body);
  });

  test("is not read before", () => {
    for (let length = 0; length < text.length; length += 1)
      expect(readResponse(text.slice(0, length))).toBeUndefined();
  });
});

test("reads the status", () => {
  expect(readResponse("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n")?.status).toBe(
    429,
  );
});
