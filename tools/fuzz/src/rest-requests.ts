import type { RestRoute } from "@onekonsole/billing-contract/schemas";
import type { Transmission } from "@onekonsole/billing-sandbox";
import fc from "fast-check";
import { bearer, type FuzzRequest } from "./fuzz-request.ts";
import { method, malformedHeaders, typedHeaders } from "./malformed-headers.ts";
import { mostly, malformedText, malformedValue } from "./malformed-values.ts";
import { asHeaderValue, toBody, inRequestLine, json, latin1, percentEncoded } from "./wire-text.ts";

/** A request to one of the documented routes. */
export function restRequest(
  { method: usual, path }: RestRoute,
  input: fc.Arbitrary<unknown>,
): fc.Arbitrary<FuzzRequest> {
  const isRead = usual === "GET";
  return fc.record({
    api: fc.constant("rest" as const),
    bearer,
    method: method(usual),
    target: isRead ? toQuery(input).map((query) => path + query) : fc.constant(path),
    headers: typedHeaders,
    body: isRead ? mostly(fc.constant(null), toBody(input)) : toBody(input),
    isChunked: fc.boolean(),
  });
}

const toPair = ([name, value]: [string, unknown]): string =>
  `${percentEncoded(latin1(name))}=${percentEncoded(json(value))}`;

/** A query such as `?currency=…`, or a malformed one. */
const toQuery = (input: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    input.map((value) =>
      typeof value === "object" && value !== null
        ? `?${Object.entries(value).map(toPair).join("&")}`
        : "",
    ),
    malformedText.map((text) => `?${inRequestLine(text)}`),
  );

/** The headers and the body of a webhook request. */
export type SignedText = Pick<Transmission, "headers" | "body">;

/** Webhook requests: genuine, forged or damaged. */
export function webhook(deliveries: readonly SignedText[]): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      delivery: fc.constantFrom(...deliveries),
      malformed: mostly(
        fc.constant({}),
        fc.dictionary(fc.constantFrom(...signatureHeaders), malformedText),
      ),
      isChunked: fc.boolean(),
      more: malformedHeaders,
      text: mostly(fc.constant(undefined), fc.oneof(malformedText, fc.json())),
    })
    .map(({ delivery, malformed, isChunked, more, text }) => ({
      api: "rest" as const,
      bearer: "anonymous" as const,
      method: "POST",
      target: "/webhooks/paypal",
      headers: [
        ...Object.entries({ ...delivery.headers, ...malformed }).map(
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

/** Requests to probes and documents, and to paths that do not exist. */
export const otherRequest: fc.Arbitrary<FuzzRequest> = fc.record({
  api: fc.constant("rest" as const),
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
  body: mostly(fc.constant(null), toBody(malformedValue)),
  isChunked: fc.boolean(),
});
