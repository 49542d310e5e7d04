import type { ErrorCode } from "@onekonsole/billing-contract";
import { useMemo } from "react";
import type { BillingError } from "../billing-error.ts";
import { toFailure } from "./failure.ts";

/** The failure of an error; the same object in each render, so that an effect may depend on it. */
export const useFailure = <Code extends ErrorCode>(
  error: Error | null | undefined,
): BillingError<Code> | null => useMemo(() => (error ? toFailure<Code>(error) : null), [error]);
