import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  addEndpointInputSchema,
  endpointUrlSchema,
  listDispatchesInputSchema,
  resendEventsInputSchema,
  rotateSecretInputSchema,
} from "./endpoint-schemas.ts";

const paths = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

const act = { endpoint_id: "ep-1", reason: "as agreed" };

describe("the URL of an endpoint", () => {
  test.each([
    ["https://a.example.org", "https://a.example.org/"],
    ["https://A.Example.org:8443/hooks?tenant=1", "https://a.example.org:8443/hooks?tenant=1"],
    ["https://10.0.0.1/", "https://10.0.0.1/"],
    ["http://sync.orders.svc/hooks", "http://sync.orders.svc/hooks"],
    ["http://sync.orders.svc.cluster.local:8080/", "http://sync.orders.svc.cluster.local:8080/"],
    ["http://localhost:3000/", "http://localhost:3000/"],
    ["http://127.0.0.1:3000/", "http://127.0.0.1:3000/"],
    ["http://[::1]:3000/", "http://[::1]:3000/"],
  ])("%s is accepted as %s", (url, normalized) => {
    expect(endpointUrlSchema.parse(url)).toBe(normalized);
  });

  test.each([
    undefined,
    7,
    "",
    "a.example.org",
    "ftp://a.example.org/",
    "http://a.example.org/",
    "http://sync.svc.example.org/",
    "http://example.org/.svc",
    "http://a.svc@example.org/",
    "http://localhost.example.org/",
    "http://127.0.0.1.example.org/",
    "https://user@a.example.org/",
    "https://user:password@a.example.org/",
    "https://a.example.org/#part",
    `https://a.example.org/${"a".repeat(2_000)}`,
  ])("%s is rejected", (url) => {
    expect(endpointUrlSchema.safeParse(url).success).toBe(false);
  });
});

test.each<[string, z.ZodType, object]>([
  ["url", addEndpointInputSchema, { url: "http://a.example.org/", reason: "as agreed" }],
  ["types.0", addEndpointInputSchema, { url: "https://a/", types: ["x"], reason: "as agreed" }],
  ["types", addEndpointInputSchema, { url: "https://a/", types: [], reason: "as agreed" }],
  ["reason", addEndpointInputSchema, { url: "https://a/" }],
  ["endpoint_id", rotateSecretInputSchema, { ...act, endpoint_id: "A B" }],
  ["overlap_hours", rotateSecretInputSchema, { ...act, overlap_hours: 721 }],
  ["state", listDispatchesInputSchema, { endpoint_id: "ep-1", state: "lost" }],
  ["limit", listDispatchesInputSchema, { endpoint_id: "ep-1", limit: 201 }],
  ["before", listDispatchesInputSchema, { endpoint_id: "ep-1", before: "a b" }],
  ["cursor", resendEventsInputSchema, { ...act, cursor: "" }],
  ["dead", resendEventsInputSchema, { ...act, dead: false }],
  ["", resendEventsInputSchema, act],
  ["", resendEventsInputSchema, { ...act, dead: true, after: "abc" }],
])("a fault names %s", (path, schema, value) => {
  expect(new Set(paths(schema, value))).toEqual(new Set([path]));
});
