import { queryInputReader, type QueryReader } from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";

export type { QueryReader };

/** The contract's reader for an input; it throws `invalid_input`. */
export const queryReader = (schema: z.ZodType): QueryReader =>
  queryInputReader(
    schema,
    (path, message) => new BillingError("invalid_input", { fields: [{ path, message }] }),
  );
