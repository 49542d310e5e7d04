import {
  type BillingErrorShape,
  type ErrorCode,
  errorCatalog,
  type FieldProblem,
  type Money,
} from "@onekonsole/billing-contract";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** What an error says besides its code, as the service's does. */
export interface FaultDetails {
  readonly retryAfterSeconds?: number;
  /** The other order, for `cluster_name_taken` and `duplicate_purchase`. */
  readonly orderId?: string;
  /** The current price, for `price_changed`. */
  readonly amount?: Money;
  readonly fields?: readonly FieldProblem[];
  /** By default, the catalog's text of the code. */
  readonly message?: string;
}

/** An error of the catalog, as the service throws it. */
export class KitFault extends TRPCError {
  readonly billingCode: ErrorCode;
  readonly details: FaultDetails;

  constructor(billingCode: ErrorCode, details: FaultDetails = {}) {
    const { trpc: code, message } = errorCatalog[billingCode];
    super({ code, message: details.message ?? message });
    this.billingCode = billingCode;
    this.details = details;
  }
}

/** `invalid_input` of one field. */
export const invalidField = (path: string, message: string): KitFault =>
  new KitFault("invalid_input", { fields: [{ path, message }] });

/** The error as clients receive it; one that is not of the catalog gets the code for tRPC's own. */
export function toErrorShape(error: TRPCError): BillingErrorShape {
  const fault = error instanceof KitFault ? error : fromTrpc(error);
  const { billingCode, details } = fault;
  const { trpc, status, action } = errorCatalog[billingCode];
  const { retryAfterSeconds: seconds, orderId, amount, fields = [] } = details;
  return {
    message: fault.message,
    code: TRPC_ERROR_CODES_BY_KEY[trpc],
    data: {
      code: trpc,
      httpStatus: status,
      billing_code: billingCode,
      action,
      request_id: "test-kit",
      fields,
      ...(seconds === undefined ? {} : { retry_after_seconds: seconds }),
      ...(orderId === undefined ? {} : { order_id: orderId }),
      ...(amount === undefined ? {} : { amount }),
    },
  };
}

function fromTrpc({ code, cause }: TRPCError): KitFault {
  if (code === "NOT_FOUND") return new KitFault("not_found");
  if (code === "METHOD_NOT_SUPPORTED") return new KitFault("method_not_allowed");
  if (code !== "BAD_REQUEST" && code !== "PARSE_ERROR")
    return new KitFault("internal", cause ? { message: cause.message } : {});
  return new KitFault("invalid_input", { fields: fieldProblems(cause) });
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of a ZodError, which has issues; the contract's zod may be another copy than the app's. */
function fieldProblems(cause: unknown): readonly FieldProblem[] {
  const { issues = [] } = (cause ?? {}) as { readonly issues?: readonly Issue[] };
  return issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
}
