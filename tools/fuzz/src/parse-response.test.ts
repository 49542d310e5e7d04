import { describe, expect, test } from "vitest";
import { isStreaming, parseResponse } from "./parse-response.ts";

const parse = (...lines: readonly string[]) => parseResponse(Buffer.from(lines.join("\r\n")));

describe("parseResponse", () => {
  test("parses the status, the headers and the body", () => {
    const response = parse(
      "HTTP/1.1 404 Not Found",
      "Content-Type: text/plain",
      "A: b: c",
      "",
      "é",
    );
    expect(response).toEqual({
      status: 404,
      headers: new Map([
        ["content-type", "text/plain"],
        ["a", "b: c"],
      ]),
      body: "é",
    });
  });

  test("skips interim responses", () => {
    expect(parse("HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", "", "")?.status).toBe(200);
  });

  test("ends the body at its length in bytes: a second response may follow", () => {
    const response = parse("HTTP/1.1 200 OK", "content-length: 3", "", "éaHTTP/1.1 400 Bad");
    expect(response?.body).toBe("éa");
  });

  test("joins chunks", () => {
    const head = ["HTTP/1.1 200 OK", "transfer-encoding: chunked", ""];
    expect(parse(...head, "3", "abc", "2", "de", "0", "", "")?.body).toBe("abcde");
  });

  test.each(["", "garbage", "HTTP/2 200"])("returns null for %j", (text) => {
    expect(parse(text)).toBeNull();
  });
});

describe("isStreaming", () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
  const events = (...lines: readonly string[]) => Buffer.from(head + lines.join("\n"));

  test("is true after the first event that follows the opening one", () => {
    expect(isStreaming(events("event: connected", "data: {}", "", "data: 1"))).toBe(true);
    expect(isStreaming(events("event: connected", "data: {}", ""))).toBe(false);
  });

  test("is false for other content types", () => {
    const text =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\ndata: 1\ndata: 2\ndata: 3";
    expect(isStreaming(Buffer.from(text))).toBe(false);
  });
});
