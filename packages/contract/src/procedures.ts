import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import {
  approvedOrderSchema,
  createOrderInputSchema,
  createdOrderSchema,
  orderReferenceSchema,
  orderSchema,
  orderUpdateSchema,
  pricesInputSchema,
  pricesSchema,
  watchInputSchema,
} from "./schemas.ts";

/** The REST face of a procedure. `body` narrows the output to the documented fields. */
export interface RestRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: z.ZodType;
}

/** One procedure as plain data: the router type, REST facade and OpenAPI document all derive from it. */
export interface ProcedureDeclaration {
  readonly kind: "query" | "mutation" | "subscription";
  readonly summary: string;
  readonly input: z.ZodType;
  /** For a subscription: of each event, which travels with `version` as its resumable id. */
  readonly output: z.ZodType;
  readonly errors: readonly ErrorCode[];
  readonly rest?: RestRoute;
}

const paypalErrors = ["paypal_refused", "paypal_unavailable", "paypal_timeout"] as const;
const anyErrors = ["invalid_input", "internal", "service_unavailable"] as const;

/** Every procedure of the service, declared once. */
export const procedures = {
  order: {
    prices: {
      kind: "query",
      summary: "The five prices of a currency, in whole units of it.",
      input: pricesInputSchema,
      output: pricesSchema,
      errors: anyErrors,
      rest: { method: "GET", path: "/order/prices", body: pricesSchema },
    },
    create: {
      kind: "mutation",
      summary: "Prices an order and opens it at PayPal. The payer approves it there.",
      input: createOrderInputSchema,
      output: createdOrderSchema,
      errors: [...anyErrors, ...paypalErrors, "idempotency_key_reused"],
      rest: {
        method: "POST",
        path: "/order/create",
        body: createdOrderSchema.pick({ order_id: true, status: true }),
      },
    },
    approve: {
      kind: "mutation",
      summary:
        "Asks PayPal whether the payer approved; if so the money is taken and the cluster ordered.",
      input: orderReferenceSchema,
      output: approvedOrderSchema,
      errors: [
        ...anyErrors,
        ...paypalErrors,
        "order_not_found",
        "order_not_approved",
        "order_expired",
        "payment_declined",
        "payment_mismatch",
        "duplicate_purchase",
      ],
      rest: { method: "POST", path: "/order/approve", body: approvedOrderSchema },
    },
    get: {
      kind: "query",
      summary: "One order as it stands now.",
      input: orderReferenceSchema,
      output: orderSchema,
      errors: [...anyErrors, "order_not_found"],
    },
    watch: {
      kind: "subscription",
      summary:
        "Every step of an order from the first, or from lastEventId on, until it is settled.",
      input: watchInputSchema,
      output: orderUpdateSchema,
      errors: [...anyErrors, "order_not_found"],
    },
  },
} as const satisfies Record<string, Record<string, ProcedureDeclaration>>;
