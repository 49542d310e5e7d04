import { queryInputReader } from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";

/** Reads the input of a GET from its query, without the question mark. */
export type QueryReader = (query: string) => Record<string, unknown>;

/** The contract's reader for an input; it throws `invalid_input`. */
export function queryReader(schema: z.ZodType): QueryReader {
  const read = queryInputReader(
    schema,
    (path, message) => new BillingError("invalid_input", { fields: [{ path, message }] }),
  );
  return (query) => read(new URLSearchParams(query));
}
