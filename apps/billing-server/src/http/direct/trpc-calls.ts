import { declarations } from "@onekonsole/billing-contract/schemas";
import { trpcPrefix } from "../request-kind.ts";
import { maxBatchSize } from "../trpc-route.ts";
import type { OrdinaryRequest } from "./ordinary-request.ts";
import { isRecord, parseInput, rejectInput } from "./trpc-wire.ts";

/** The calls of one request over tRPC. */
export interface TrpcCalls {
  /** Names of procedures, all of this type. */
  readonly paths: readonly string[];
  readonly type: "query" | "mutation";
  readonly isBatch: boolean;
  /** The input of a GET, as JSON. */
  readonly queryInput: string | null;
}

/** The calls that a request makes; `null` if any is not a plain call of a query or mutation. */
export function toTrpcCalls({ method, path, query, headers }: OrdinaryRequest): TrpcCalls | null {
  if (!path.startsWith(trpcPrefix)) return null;
  if (headers.accept?.includes("jsonl") || !hasJsonType(method, headers["content-type"]))
    return null;
  // An escaped name is a parameter to tRPC alone.
  if (escapedName.test(query)) return null;
  const parameters = new URLSearchParams(query);
  if (parameters.has("connectionParams")) return null;
  const isBatch = parameters.get("batch") === "1";
  const target = path.slice(trpcPrefix.length);
  const paths = isBatch ? target.split(",") : [target];
  const type = method === "GET" ? "query" : "mutation";
  if (paths.length > maxBatchSize || paths.some((name) => declarations.get(name)?.kind !== type))
    return null;
  return { paths, type, isBatch, queryInput: method === "GET" ? parameters.get("input") : null };
}

const escapedName = /(?:^|&)[^=&]*%/;

function hasJsonType(method: string, contentType: string | undefined): boolean {
  if (contentType === undefined) return method === "GET";
  return contentType.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

/** The inputs of the calls, by index; parsed as tRPC parses them, when the first call reads its own. */
export interface CallInputs {
  read(index: number): Promise<unknown>;
  /** What has been read so far. */
  known(index: number): unknown;
}

export function callInputs(
  { isBatch }: TrpcCalls,
  readText: () => Promise<string | null>,
): CallInputs {
  let parsed: Readonly<Record<number, unknown>> | undefined;
  let parsing: Promise<Readonly<Record<number, unknown>>> | undefined;
  const parse = async () => {
    const text = await readText().catch(rejectInput);
    parsed = text ? toInputs(text, isBatch) : {};
    return parsed;
  };
  return {
    read: async (index) => (parsed ?? (await (parsing ??= parse())))[index],
    known: (index) => parsed?.[index],
  };
}

function toInputs(text: string, isBatch: boolean): Readonly<Record<number, unknown>> {
  const inputs = parseInput(text);
  if (!isBatch) return { 0: inputs };
  if (isRecord(inputs)) return { ...inputs };
  return rejectInput(new Error("The inputs of a batch are not an object."));
}
