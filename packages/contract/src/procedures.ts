import type { z } from "zod";
import {
  addEndpointInputSchema,
  dispatchesSchema,
  endpointActInputSchema,
  endpointReferenceSchema,
  endpointSecretSchema,
  endpointsSchema,
  listDispatchesInputSchema,
  resendEventsInputSchema,
  rotateSecretInputSchema,
} from "./endpoint-schemas.ts";
import type { ErrorCode } from "./errors.ts";
import { eventPageSchema, listEventsInputSchema, watchEventsInputSchema } from "./event-schemas.ts";
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
import { receiptsSchema } from "./receipt.ts";
import {
  approvedOrderSchema,
  createOrderInputSchema,
  createdOrderSchema,
  listOrdersInputSchema,
  listedOrdersSchema,
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
   * With token verification, `user` accepts the owner's or a service's token, `service` a token with
   * the service or the operator role, and `operator` one with the operator role. Without it, the
   * ingress is trusted, and `service` and `operator` are disabled: a user's request passes it, too.
   */
  readonly access: "public" | "user" | "service" | "operator";
  readonly input: z.ZodType;
  /**
   * For a subscription, the schema of each event; the event's id is its `version` or its `cursor`, to
   * resume from.
   */
  readonly output: z.ZodType;
  readonly errors: readonly ErrorCode[];
  readonly rest?: RestRoute;
}

const paypalErrors = ["paypal_refused", "paypal_unavailable", "paypal_timeout"] as const;
const anyErrors = ["invalid_input", "internal", "service_unavailable"] as const;
const userErrors = [...anyErrors, "unauthenticated", "too_many_requests"] as const;
const feedErrors = [...userErrors, "forbidden", "not_found", "cursor_expired"] as const;
const operatorErrors = [...userErrors, "forbidden", "not_found"] as const;
const endpointErrors = [...operatorErrors, "endpoint_not_found"] as const;

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
      summary: "Prices an order and creates it at PayPal, where the payer approves it.",
      input: createOrderInputSchema,
      output: createdOrderSchema,
      errors: [
        ...userErrors,
        ...paypalErrors,
        "forbidden",
        "idempotency_key_reused",
        "cluster_name_taken",
        "price_changed",
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
        "Verifies the payer's approval at PayPal. If the order is approved, the service captures the payment and delivers the order.",
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
      summary: "Reads the current state of one order.",
      input: orderReferenceSchema,
      output: orderSchema,
      errors: [...userErrors, "order_not_found"],
    },
    list: {
      kind: "query",
      access: "user",
      summary: "Lists the caller's orders, newest first, in pages.",
      input: listOrdersInputSchema,
      output: listedOrdersSchema,
      errors: [...userErrors, "forbidden"],
      rest: { method: "GET", path: "/orders", body: listedOrdersSchema },
    },
    receipt: {
      kind: "query",
      access: "user",
      summary:
        "Returns the receipt of an order's payment, and the credit notes of its refunds; none before the payment.",
      input: orderReferenceSchema,
      output: receiptsSchema,
      errors: [...userErrors, "order_not_found"],
      rest: { method: "GET", path: "/orders/receipt", body: receiptsSchema },
    },
    watch: {
      kind: "subscription",
      access: "user",
      summary:
        "Streams the updates of an order, from the first or after lastEventId, until it is settled.",
      input: watchInputSchema,
      output: orderUpdateSchema,
      errors: [...userErrors, "order_not_found"],
    },
  },
  events: {
    list: {
      kind: "query",
      access: "service",
      summary: "Lists the events of all orders in the order of the feed, oldest first, in pages.",
      input: listEventsInputSchema,
      output: eventPageSchema,
      errors: feedErrors,
      rest: { method: "GET", path: "/events", body: eventPageSchema },
    },
    watch: {
      kind: "subscription",
      access: "service",
      summary:
        "Streams the events of all orders in pages, after lastEventId or a cursor, and those to come.",
      input: watchEventsInputSchema,
      output: eventPageSchema,
      errors: feedErrors,
    },
  },
  operator: {
    orders: {
      kind: "query",
      access: "operator",
      summary:
        "Lists orders by state and age: those that need an operator or the merchant first, then those longest in their state.",
      input: operatorOrdersInputSchema,
      output: operatorOrdersSchema,
      errors: operatorErrors,
    },
    order: {
      kind: "query",
      access: "operator",
      summary: "Reads all data of one order, with the reason for its state and the next step.",
      input: orderReferenceSchema,
      output: operatorOrderSchema,
      errors: [...operatorErrors, "order_not_found"],
    },
    retry: {
      kind: "mutation",
      access: "operator",
      summary: "Retries the failed capture, delivery or refund of an order.",
      input: operatorActInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, "order_not_found", "not_possible"],
    },
    refund: {
      kind: "mutation",
      access: "operator",
      summary: "Refunds an order: all that remains, or a part of it.",
      input: operatorRefundInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, "order_not_found", "not_possible"],
    },
    close: {
      kind: "mutation",
      access: "operator",
      summary:
        "Closes an order in manual review that needs no further action: its funds were returned, never received, or paid for a delivered cluster.",
      input: operatorActInputSchema,
      output: operatorOrderLineSchema,
      errors: [...operatorErrors, ...paypalErrors, "order_not_found", "not_possible"],
    },
    reconcile: {
      kind: "mutation",
      access: "operator",
      summary:
        "Re-checks with PayPal every order created since the given time, and reprocesses webhook events that failed or matched no order.",
      input: reconcileInputSchema,
      output: reconciledSchema,
      errors: operatorErrors,
    },
    unmatchedPayments: {
      kind: "query",
      access: "operator",
      summary: "Lists payments to the account that match no order: stray and lost payments.",
      input: noInputSchema,
      output: unmatchedPaymentsSchema,
      errors: operatorErrors,
    },
    closeUnmatchedPayment: {
      kind: "mutation",
      access: "operator",
      summary: "Removes a resolved payment from the list of unmatched payments, with the reason.",
      input: closePaymentInputSchema,
      output: closedPaymentSchema,
      errors: [...operatorErrors, "not_possible"],
    },
    money: {
      kind: "query",
      access: "operator",
      summary:
        "Reads the ledger by currency: how much was captured, provisioned, refunded and reversed.",
      input: noInputSchema,
      output: moneyReportSchema,
      errors: operatorErrors,
    },
    endpoints: {
      kind: "query",
      access: "operator",
      summary: "Lists the endpoints of outgoing webhooks, with the events that wait for each.",
      input: noInputSchema,
      output: endpointsSchema,
      errors: operatorErrors,
    },
    addEndpoint: {
      kind: "mutation",
      access: "operator",
      summary:
        "Adds an endpoint, which receives all events from now on, and returns the secret to verify them with.",
      input: addEndpointInputSchema,
      output: endpointSecretSchema,
      errors: [...operatorErrors, "signing_key_missing"],
    },
    removeEndpoint: {
      kind: "mutation",
      access: "operator",
      summary: "Removes an endpoint that an operator added; events that wait for it are not sent.",
      input: endpointActInputSchema,
      output: endpointReferenceSchema,
      errors: [...endpointErrors, "endpoint_configured"],
    },
    enableEndpoint: {
      kind: "mutation",
      access: "operator",
      summary:
        "Lets an endpoint that returned 410 receive events again, from the first one that it missed.",
      input: endpointActInputSchema,
      output: endpointReferenceSchema,
      errors: endpointErrors,
    },
    rotateEndpointSecret: {
      kind: "mutation",
      access: "operator",
      summary:
        "Returns a new secret of an endpoint. For a time, requests are signed with the earlier one as well; until then, only a rotation without such a time is accepted.",
      input: rotateSecretInputSchema,
      output: endpointSecretSchema,
      errors: [
        ...endpointErrors,
        "endpoint_configured",
        "signing_key_missing",
        "rotation_not_ended",
      ],
    },
    dispatches: {
      kind: "query",
      access: "operator",
      summary: "Lists what was sent to an endpoint, what waits for it, and its dead letters.",
      input: listDispatchesInputSchema,
      output: dispatchesSchema,
      errors: endpointErrors,
    },
    resendEvents: {
      kind: "mutation",
      access: "operator",
      summary: "Sends events to an endpoint again: one, all dead letters, or all after a cursor.",
      input: resendEventsInputSchema,
      output: endpointReferenceSchema,
      errors: [...endpointErrors, "cursor_expired"],
    },
  },
} as const satisfies Record<string, Record<string, ProcedureDeclaration>>;
