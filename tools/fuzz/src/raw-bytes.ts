import fc from "fast-check";
import type { FuzzRequest } from "./fuzz-request.ts";
import { malformedText } from "./malformed-values.ts";
import { latin1 } from "./wire-text.ts";

const validRequest = "POST /order/create HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";

/** Bytes that are no HTTP request, or a damaged one. */
export const rawBytes: fc.Arbitrary<FuzzRequest> = fc
  .oneof(
    malformedText.map(latin1),
    fc
      .tuple(fc.nat({ max: validRequest.length }), malformedText)
      .map(([at, text]) => validRequest.slice(0, at) + latin1(text) + validRequest.slice(at)),
    fc.constantFrom(
      "GET / HTTP/1.0\r\n\r\n",
      "GET / HTTP/2.0\r\nhost: x\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
      `GET / HTTP/1.1\r\nhost: x\r\na: ${"b".repeat(40_000)}\r\n\r\n`,
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ),
  )
  .map((target) => ({
    api: "raw",
    bearer: "anonymous",
    method: "",
    target,
    headers: [],
    body: null,
    isChunked: false,
  }));
