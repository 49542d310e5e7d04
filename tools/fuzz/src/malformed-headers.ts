import fc from "fast-check";
import type { FuzzRequest } from "./fuzz-request.ts";
import { mostly, malformedText } from "./malformed-values.ts";
import { asHeaderValue } from "./wire-text.ts";

type Headers = FuzzRequest["headers"];

const headers: fc.Arbitrary<Headers> = fc.array(
  fc.oneof(
    fc.constantFrom<readonly [string, string]>(
      ["accept", "text/event-stream"],
      ["accept", "application/jsonl"],
      ["trpc-accept", "application/jsonl"],
      ["authorization", "Bearer garbage"],
      ["authorization", "Basic YTpi"],
      ["expect", "100-continue"],
      ["expect", "100-nothing"],
      ["upgrade", "websocket"],
      ["connection", "upgrade, close"],
      ["content-encoding", "gzip"],
      ["range", "bytes=0-1"],
      ["x-forwarded-for", "203.0.113.7, 198.51.100.2:4711"],
      ["x-http-method-override", "DELETE"],
      ["access-control-request-method", "POST"],
      ["host", "a b"],
      ["host", "evil.example"],
      ["cookie", `a=${"b".repeat(4_000)}`],
    ),
    fc.tuple(
      fc.constantFrom(
        "idempotency-key",
        "x-forwarded-for",
        "x-request-id",
        "origin",
        "last-event-id",
        "host",
        "content-type",
        "accept",
        "cookie",
        "if-none-match",
      ),
      malformedText.map(asHeaderValue),
    ),
  ),
  { maxLength: 3 },
);

/** Mostly none; else headers that change the request's meaning, or malformed values. */
export const malformedHeaders = mostly(fc.constant<Headers>([]), headers);

const contentType = mostly(
  fc.constant("application/json"),
  fc.constantFrom(
    "text/plain;charset=UTF-8",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "APPLICATION/JSON",
    "application/jsonl",
    "text/html",
    "*/*",
    "",
  ),
);

/** The same headers with a content type, mostly JSON's. */
export const typedHeaders: fc.Arbitrary<Headers> = fc
  .tuple(contentType, malformedHeaders)
  .map(([type, others]) => (type === "" ? others : [["content-type", type], ...others]));

const unusualMethods = ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "PROPFIND"];
/** Mostly the method of the route. */
export const method = (usual: string) =>
  mostly(fc.constant(usual), fc.constantFrom("GET", "POST", ...unusualMethods));
