import fc from "fast-check";
import type { FuzzRequest } from "./fuzz-request.ts";
import { malformedText } from "./malformed-values.ts";
import { latin1 } from "./wire-text.ts";

const soundNoise = "POST /order/create HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";

/** What is no HTTP, or hardly. */
export const noise: fc.Arbitrary<FuzzRequest> = fc
  .oneof(
    malformedText.map(latin1),
    fc
      .tuple(fc.nat({ max: soundNoise.length }), malformedText)
      .map(([at, text]) => soundNoise.slice(0, at) + latin1(text) + soundNoise.slice(at)),
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
    door: "noise",
    bearer: "nobody",
    method: "",
    target,
    headers: [],
    body: null,
    isChunked: false,
  }));
