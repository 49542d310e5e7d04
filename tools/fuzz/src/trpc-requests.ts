import fc from "fast-check";
import { bearer, type FuzzRequest } from "./fuzz-request.ts";
import { method, malformedHeaders, typedHeaders } from "./malformed-headers.ts";
import { mostly, malformedText } from "./malformed-values.ts";
import { toBody, inRequestLine, json, percentEncoded } from "./wire-text.ts";

// Longer ones are rejected before they are parsed.
const longestQuery = 8_000;

/** A call of a mutation. */
export const trpcMutation = (
  path: string,
  input: fc.Arbitrary<unknown>,
): fc.Arbitrary<FuzzRequest> =>
  fc.record({
    api: fc.constant("trpc" as const),
    bearer,
    method: method("POST"),
    target: malformedTarget(`/trpc/${path}`),
    headers: typedHeaders,
    body: toBody(input),
    isChunked: fc.boolean(),
  });

/** A call of a query or of a subscription. */
export const trpcQuery = (path: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      api: fc.constant("trpc" as const),
      bearer,
      method: method("GET"),
      target: malformedTarget(`/trpc/${path}`),
      query: mostly(
        toBody(input).map((text) => `input=${percentEncoded(text.slice(0, longestQuery))}`),
        malformedText.map((text) => `input=${inRequestLine(text)}`),
      ),
      headers: malformedHeaders,
      body: mostly(fc.constant(null), toBody(input)),
      isChunked: fc.boolean(),
    })
    .map(({ query, target, ...rest }) => ({
      ...rest,
      target: target + (target.includes("?") ? "&" : "?") + query,
    }));

const malformedTarget = (path: string): fc.Arbitrary<string> =>
  mostly(
    fc.constant(path),
    fc.constantFrom(
      `${path}?batch=1`,
      `${path}?connectionParams=%7B%22token%22%3A%22x%22%7D`,
      `${path}?connectionParams=%`,
      `${path}?lastEventId=3`,
      `${path}?lastEventId=%00`,
      `${path},${path.slice(6)}?batch=1`,
      `${path}/`,
      `${path}%2f..`,
      `${path}.then`,
      `http://evil.example${path}`,
      path.replace("/trpc/", "/trpc//"),
      path.toUpperCase(),
    ),
  );

/** A batch of calls, of queries and mutations together. */
export function trpcBatch(
  inputs: ReadonlyMap<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<FuzzRequest> {
  const call = fc.oneof(...[...inputs].map(([path, input]) => fc.tuple(fc.constant(path), input)));
  return fc
    .record({
      calls: fc.array(call, { minLength: 1, maxLength: 12 }),
      bearer,
      method: fc.constantFrom("GET", "POST"),
      headers: malformedHeaders,
      isChunked: fc.boolean(),
    })
    .map(({ calls, ...rest }) => {
      const paths = calls.map(([path]) => path).join(",");
      const input = json(Object.fromEntries(calls.map(([, value], index) => [index, value])));
      const isRead = rest.method === "GET";
      const target = `/trpc/${paths}?batch=1`;
      return {
        ...rest,
        api: "trpc" as const,
        target: isRead ? `${target}&input=${percentEncoded(input.slice(0, longestQuery))}` : target,
        headers: [["content-type", "application/json"] as const, ...rest.headers],
        body: isRead ? null : input,
      };
    });
}
