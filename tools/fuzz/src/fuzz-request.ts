import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import fc from "fast-check";

/** Who a request says it is from. */
export type Bearer = "nobody" | "customer" | "operator" | "service" | TokenForgery;

/** Those whose tokens hold. */
export const soundBearers: readonly Bearer[] = ["customer", "operator", "service"];

/** Everybody. */
export const bearers: readonly Bearer[] = [
  "nobody",
  ...soundBearers,
  ...(Object.keys(tokenForgeries) as TokenForgery[]),
];

/** Anybody, and mostly somebody whose input is looked at. */
export const bearer: fc.Arbitrary<Bearer> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...soundBearers) },
  { weight: 1, arbitrary: fc.constantFrom(...bearers) },
);

/** One request; every text of it is bytes, a character each. */
export interface FuzzRequest {
  /** What kind of answer it may expect: of REST, of tRPC, or whatever a server says to noise. */
  readonly door: "rest" | "trpc" | "noise";
  readonly bearer: Bearer;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  readonly isChunked: boolean;
}

/** The bytes of a request on the wire, the connection to be closed after its answer. */
export function bytesOf(request: FuzzRequest, token: string | undefined): Buffer {
  const { method, target, headers, body, isChunked } = request;
  if (request.door === "noise") return Buffer.from(target, "latin1");
  const length = isChunked ? "transfer-encoding: chunked" : `content-length: ${body?.length ?? 0}`;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(headers.some(([name]) => name === "host") ? [] : ["host: billing.test"]),
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : [length]),
    "connection: close",
  ];
  const sent = body === null ? "" : isChunked ? inChunks(body) : body;
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${sent}`, "latin1");
}

function inChunks(body: string): string {
  const half = Math.ceil(body.length / 2);
  const pieces = [body.slice(0, half), body.slice(half)].filter((piece) => piece !== "");
  return `${pieces.map((it) => `${it.length.toString(16)}\r\n${it}\r\n`).join("")}0\r\n\r\n`;
}
