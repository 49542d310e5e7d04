import type { RestRoute } from "@onekonsole/billing-contract";
import type { Transmission } from "@onekonsole/billing-sandbox";
import fc from "fast-check";
import { bearer, type FuzzRequest } from "./fuzz-request.ts";
import { method, malformedHeaders, typedHeaders } from "./malformed-headers.ts";
import { mostly, malformedText, malformedValue } from "./malformed-values.ts";
import { asHeaderValue, bodyOf, inRequestLine, json, latin1, percentEncoded } from "./wire-text.ts";

/** A request to one of the documented routes. */
export function restRequest(
  { method: usual, path }: RestRoute,
  input: fc.Arbitrary<unknown>,
): fc.Arbitrary<FuzzRequest> {
  const isRead = usual === "GET";
  return fc.record({
    door: fc.constant("rest" as const),
    bearer,
    method: method(usual),
    target: isRead ? queryOf(input).map((query) => path + query) : fc.constant(path),
    headers: typedHeaders,
    body: isRead ? mostly(fc.constant(null), bodyOf(input)) : bodyOf(input),
    isChunked: fc.boolean(),
  });
}

const pairOf = ([name, value]: [string, unknown]): string =>
  `${percentEncoded(latin1(name))}=${percentEncoded(json(value))}`;

/** `?currency=…` and the like, or what is no query at all. */
const queryOf = (input: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    input.map((value) =>
      typeof value === "object" && value !== null
        ? `?${Object.entries(value).map(pairOf).join("&")}`
        : "",
    ),
    malformedText.map((text) => `?${inRequestLine(text)}`),
  );

/** A delivery of PayPal's. */
export type SignedText = Pick<Transmission, "headers" | "body">;

/** What PayPal sends, or somebody in its place. */
export function webhook(deliveries: readonly SignedText[]): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      delivery: fc.constantFrom(...deliveries),
      odd: mostly(
        fc.constant({}),
        fc.dictionary(fc.constantFrom(...signatureHeaders), malformedText),
      ),
      isChunked: fc.boolean(),
      more: malformedHeaders,
      text: mostly(fc.constant(undefined), fc.oneof(malformedText, fc.json())),
    })
    .map(({ delivery, odd, isChunked, more, text }) => ({
      door: "rest" as const,
      bearer: "nobody" as const,
      method: "POST",
      target: "/webhooks/paypal",
      headers: [
        ...Object.entries({ ...delivery.headers, ...odd }).map(
          ([name, value]) => [name, asHeaderValue(value)] as const,
        ),
        ...more,
      ],
      body: latin1(text ?? delivery.body),
      isChunked,
    }));
}

const signatureHeaders = [
  "paypal-transmission-id",
  "paypal-transmission-time",
  "paypal-transmission-sig",
  "paypal-cert-url",
  "paypal-auth-algo",
];

/** The probes, documents and addresses that are none. */
export const elsewhere: fc.Arbitrary<FuzzRequest> = fc.record({
  door: fc.constant("rest" as const),
  bearer,
  method: method("GET"),
  target: fc.oneof(
    fc.constantFrom(
      "/",
      "/livez",
      "/readyz",
      "/metrics",
      "/openapi.json",
      "/docs",
      "/order/prices",
      "*",
    ),
    fc.constantFrom("//", "/order//create", "/order/create/", "/trpc", "/trpc/", "/..", "/%2e%2e"),
    fc.constantFrom("/%zz", "/%00", "/\\evil", "/a".repeat(5_000), "/webhooks", "/docs", "/.env"),
    malformedText.map((text) => `/${inRequestLine(text)}`),
  ),
  headers: malformedHeaders,
  body: mostly(fc.constant(null), bodyOf(malformedValue)),
  isChunked: fc.boolean(),
});
