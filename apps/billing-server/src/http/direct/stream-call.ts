import { declarations } from "@onekonsole/billing-contract";
import { TRPCError } from "@trpc/server";
import { trpcPrefix } from "../request-kind.ts";
import type { OrdinaryRequest } from "./ordinary-request.ts";

/** The call of a stream over tRPC. */
export interface StreamCall {
  readonly path: string;
  /** The input as tRPC reads it: the id of the last event is part of it. Rejects if it is not JSON. */
  readonly getRawInput: () => Promise<unknown>;
}

/** The call that a request makes; `null` unless it is a plain call of a stream. */
export function toStreamCall({ method, path, query, headers }: OrdinaryRequest): StreamCall | null {
  const name = path.slice(trpcPrefix.length);
  if (method !== "GET" || !path.startsWith(trpcPrefix)) return null;
  if (declarations.get(name)?.kind !== "subscription") return null;
  if (headers["content-type"] !== undefined || headers.accept?.includes("jsonl")) return null;
  const parameters = new URLSearchParams(query);
  const text = parameters.get("input");
  if (!text || parameters.has("batch") || parameters.has("connectionParams")) return null;
  const lastEventId =
    headers["last-event-id"] ?? parameters.get("lastEventId") ?? parameters.get("Last-Event-Id");
  return { path: name, getRawInput: async () => withLastEventId(parseInput(text), lastEventId) };
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "Invalid input", cause });
  }
}

function withLastEventId(input: unknown, lastEventId: unknown): unknown {
  if (!lastEventId) return input;
  const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
  return isObject ? { ...input, lastEventId } : (input ?? { lastEventId });
}
