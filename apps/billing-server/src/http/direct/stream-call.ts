import { declarations } from "@onekonsole/billing-contract/schemas";
import { trpcPrefix } from "../request-kind.ts";
import type { OrdinaryRequest } from "./ordinary-request.ts";
import { isRecord, parseInput } from "./trpc-wire.ts";

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

function withLastEventId(input: unknown, lastEventId: unknown): unknown {
  if (!lastEventId) return input;
  return isRecord(input) ? { ...input, lastEventId } : (input ?? { lastEventId });
}
