import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import fc from "fast-check";

/** The caller whose token a request carries. */
export type Bearer = "anonymous" | "customer" | "operator" | "service" | TokenForgery;

/** The callers whose tokens are valid. */
export const validBearers: readonly Bearer[] = ["customer", "operator", "service"];

/** All callers. */
export const bearers: readonly Bearer[] = [
  "anonymous",
  ...validBearers,
  ...(Object.keys(tokenForgeries) as TokenForgery[]),
];

/** Any caller, mostly one with a valid token: its input reaches the procedures. */
export const bearer: fc.Arbitrary<Bearer> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...validBearers) },
  { weight: 1, arbitrary: fc.constantFrom(...bearers) },
);

/** One request. Each character of its texts is one byte. */
export interface FuzzRequest {
  /** The API it addresses, which decides the form of the response. `raw` bytes may be no HTTP. */
  readonly api: "rest" | "trpc" | "raw";
  readonly bearer: Bearer;
  readonly method: string;
  /** The request target; for `raw`, all bytes. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  readonly isChunked: boolean;
}

/** The request as bytes; the connection is to be closed after the response. */
export function toBytes(request: FuzzRequest, token: string | undefined): Buffer {
  const { method, target, headers, body, isChunked } = request;
  if (request.api === "raw") return Buffer.from(target, "latin1");
  const length = isChunked ? "transfer-encoding: chunked" : `content-length: ${body?.length ?? 0}`;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(headers.some(([name]) => name === "host") ? [] : ["host: billing.test"]),
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : [length]),
    "connection: close",
  ];
  const sent = body === null ? "" : isChunked ? toChunks(body) : body;
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${sent}`, "latin1");
}

function toChunks(body: string): string {
  const half = Math.ceil(body.length / 2);
  const pieces = [body.slice(0, half), body.slice(half)].filter((piece) => piece !== "");
  return `${pieces.map((it) => `${it.length.toString(16)}\r\n${it}\r\n`).join("")}0\r\n\r\n`;
}
