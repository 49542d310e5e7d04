import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import {
  closePaymentInputSchema,
  closedPaymentSchema,
  moneyReportSchema,
  noInputSchema,
  operatorActInputSchema,
  operatorOrderLineSchema,
  operatorOrderSchema,
  operatorOrdersInputSchema,
  operatorOrdersSchema,
  operatorRefundInputSchema,
  reconcileInputSchema,
  reconciledSchema,
  unmatchedPaymentsSchema,
} from "./operator-schemas.ts";
import {
  approvedOrderSchema,
  createOrderInputSchema,
  createdOrderSchema,
  orderReferenceSchema,
  orderSchema,
  orderUpdateSchema,
  priceListSchema,
  pricesInputSchema,
  pricesSchema,
  watchInputSchema,
} from "./schemas.ts";

/** The REST route of a procedure. `body` narrows the output to the documented fields. */
export interface RestRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: z.ZodType;
}

/**
 * One procedure as data; the router's type, the REST routes and the OpenAPI document derive from
 * it.
 */
export interface ProcedureDeclaration {
  readonly kind: "query" | "mutation" | "subscription";
  readonly summary: string;
  /**
   * With token verification, `user` accepts the owner's or a service's token, and `operator` a
   * token with the operator role. Without it, the ingress is trusted and `operator` is disabled.
   */
  readonly access: "public" | "user" | "operator";
  readonly input: z.ZodType;
  /**
   * For a subscription, the schema of each event; the event's id is its `version`, to resume from.
   */
  readonly output: z.ZodType;
  readonly errors: readonly ErrorCode[];
  readonly rest?: RestRoute;
}

const paypalErrors = ["paypal_refused", "paypal_unavailable", "paypal_timeout"] as const;
const anyErrors = ["invalid_input", "internal", "service_unavailable"] as const;
const userErrors = [...anyErrors, "unauthenticated", "too_many_requests"] as const;
const operatorErrors = [...userErrors, "forbidden", "not_found"] as const;

/** Every procedure of the service, declared once. */
export const procedures = {
  order: {
    prices: {
      kind: "query",
      access: "public",
      summary: "Returns the prices in a currency, in whole units of it.",
      input: pricesInputSchema,
      output: priceListSchema,
      errors: [...anyErrors, "too_many_requests"],
      rest: { method: "GET", path: "/order/prices", body: pricesSchema },
    },
    create: {
      kind: "mutation",
      access: "user",
      summary: "Prices an order and opens it at PayPal. The payer approves it there.",
      input: createOrderInputSchema,
      output: createdOrderSchema,
      errors: [
        ...userErrors,
        ...paypalErrors,
        "forbidden",
        "idempotency_key_reused",
        "cluster_name_taken",
        "too_many_open_orders",
      ],
      rest: {
        method: "POST",
        path: "/order/create",
        body: createdOrderSchema.pick({ order_id: true, status: true }),
      },
    },
    approve: {
      kind: "mutation",
      access: "user",
      summary:
        "Asks PayPal whether the payer approved; if so the money is taken and the cluster ordered.",
      input: orderReferenceSchema,
      output: approvedOrderSchema,
      errors: [
        ...userErrors,
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
      access: "user",
      summary: "One order as it stands now.",
      input: orderReferenceSchema,
      output: orderSchema,
      errors: [...userErrors, "order_not_found"],
    },
    watch: {
      kind: "subscription",
      access: "user",
      summary:
        "Every step of an order from the first, or from lastEventId on, until it is settled.",
      input: watchInputSchema,
      output: orderUpdateSchema,
      errors: [...userErrors, "order_not_found"],
    },
  },
  operator: {
    orders: {
      kind: "query",
      access: "operator",
      summary:
        "Orders by state and age: those that wait for a person first, then those longest in their state.",
      input: operatorOrdersInputSchema,
      output: operatorOrdersSchema,
      errors: operatorErrors,
    },
    order: {
      kind: "query",
      access: "operator",
      summary: "Everything known of one order, why it stands where it does and what to do.",
      input: orderReferenceSchema,
      output: operatorOrderSchema,
      errors: [...operatorErrors, "order_not_found"],
    },
    retry: {
      kind: "mutation",
      access: "operator",
      summary: "Tries again what failed: the capture, the delivery or the refund.",
      input: operatorActInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, "order_not_found", "not_possible"],
    },
    refund: {
      kind: "mutation",
      access: "operator",
      summary: "Gives money back, all that is left or a part of it.",
      input: operatorRefundInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, "order_not_found", "not_possible"],
    },
    close: {
      kind: "mutation",
      access: "operator",
      summary:
        "Takes an order out of a person's hands whose money is gone, never came, or paid for what was delivered.",
      input: operatorActInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, ...paypalErrors, "order_not_found", "not_possible"],
    },
    reconcile: {
      kind: "mutation",
      access: "operator",
      summary:
        "Has PayPal asked about every order opened since then, and events followed again that were given up, or had no order, since.",
      input: reconcileInputSchema,
      output: reconciledSchema,
      errors: operatorErrors,
    },
    unmatchedPayments: {
      kind: "query",
      access: "operator",
      summary:
        "Payments to the account that belong to no order: stray ones, and those whose order was lost.",
      input: noInputSchema,
      output: unmatchedPaymentsSchema,
      errors: operatorErrors,
    },
    closeUnmatchedPayment: {
      kind: "mutation",
      access: "operator",
      summary: "Takes a payment off that list once it is dealt with, with the reason.",
      input: closePaymentInputSchema,
      output: closedPaymentSchema,
      errors: [...operatorErrors, "not_possible"],
    },
    money: {
      kind: "query",
      access: "operator",
      summary: "The ledger by currency: where the captured money is.",
      input: noInputSchema,
      output: moneyReportSchema,
      errors: operatorErrors,
    },
  },
} as const satisfies Record<string, Record<string, ProcedureDeclaration>>;
