import { TRPCError } from "@trpc/server";

/** The request headers that tRPC's adapter says its responses depend on. */
export const trpcVary = "trpc-accept, accept";

/** Parses the JSON of an input. Throws what tRPC throws for an input that is not JSON. */
export function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return rejectInput(cause);
  }
}

/** Throws the TRPCError of an input that cannot be read. */
export function rejectInput(cause: unknown): never {
  throw new TRPCError({ code: "BAD_REQUEST", message: "Invalid input", cause });
}

/** Whether an input can have members by name. */
export const isRecord = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null && !Array.isArray(input);
