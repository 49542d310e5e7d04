// The public types of @onekonsole/billing-contract; `npm run api` writes them.

// @onekonsole/billing-contract
//   AppInputs
//   AppOutputs
//   AppRouter
//   Bill
//   BillingErrorShape
//   BillItem
//   canonicalDetails
//   clusterNamePattern
//   contractVersion
//   CreateOrderInput
//   DeclaredError
//   ErrorAction
//   errorCatalog
//   ErrorCode
//   escapeLines
//   escapeStrings
//   escapeUnprintable
//   FieldProblem
//   formatMoney
//   idempotencyKeyPattern
//   isStorage
//   localePattern
//   minorUnitExponent
//   minorUnitsPerWhole
//   Money
//   OptionName
//   Order
//   orderBill
//   OrderDetails
//   OrderEventCode
//   orderEvents
//   orderIdPattern
//   orderPrice
//   OrderProblem
//   orderProblems
//   OrderState
//   orderStateMeaning
//   orderStates
//   parseMoney
//   PaymentStatus
//   paymentStatuses
//   paymentSummaries
//   PaymentSummary
//   paypalCurrencies
//   PricedDetails
//   PriceLine
//   priceLines
//   Prices
//   ProcedurePath
//   ProcedureRecord
//   receiptContent
//   ReceiptContent
//   ReceiptDocument
//   ReceiptFact
//   receiptFileName
//   ReceiptLanguage
//   receiptLanguages
//   ReceiptParty
//   receiptTexts
//   ReceiptTexts
//   ResumableEvent
//   ruleMessages
//   Seller
//   SettledState
//   splitGross
//   stateMeaning
//   storageLimits
//   TaxedPrices
//   userIdPattern
//   Vat
//   vatAmounts
//   VatAmounts
//   vatOfPart
//   VatRule

// @onekonsole/billing-contract/schemas
//   addEndpointInputSchema
//   approvedOrderSchema
//   billItemSchema
//   billLineSchema
//   closedPaymentSchema
//   closePaymentInputSchema
//   createdOrderSchema
//   createOrderInputSchema
//   currencySchema
//   DeclarationAt
//   declarations
//   declaresError
//   dispatchesSchema
//   dispatchStates
//   endpointActInputSchema
//   endpointDisabledAs
//   endpointReferenceSchema
//   endpointSecretSchema
//   endpointsSchema
//   endpointTypesSchema
//   endpointUrlSchema
//   eventPageSchema
//   eventSchema
//   feedEnd
//   Implementation
//   listDispatchesInputSchema
//   listedOrderSchema
//   listedOrdersSchema
//   listEventsInputSchema
//   listOrdersInputSchema
//   localizedTextSchema
//   maxEventsPerPage
//   maxHistoryEvents
//   moneyReportSchema
//   moneySchema
//   noInputSchema
//   operatorActInputSchema
//   operatorOrderLineSchema
//   operatorOrderSchema
//   operatorOrdersInputSchema
//   operatorOrdersSchema
//   operatorRefundInputSchema
//   orderDetailsSchema
//   orderReferenceSchema
//   orderSchema
//   orderStateSchema
//   orderUpdateSchema
//   orderVatFields
//   paypalOrderStatusSchema
//   priceListSchema
//   pricesInputSchema
//   pricesSchema
//   ProcedureDeclaration
//   procedureRecord
//   procedures
//   queryInputReader
//   reasonSchema
//   receiptDocumentSchema
//   receiptPdf
//   receiptsSchema
//   reconciledSchema
//   reconcileInputSchema
//   resendEventsInputSchema
//   RestRoute
//   rotateSecretInputSchema
//   sellerSchema
//   storedDetailsSchema
//   timestampSchema
//   unmatchedPaymentsSchema
//   ValidInput
//   vatSchema
//   watchEventsInputSchema
//   watchInputSchema

const addEndpointInputSchema: z.ZodObject<{
  url: z.ZodURL;
  types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
    approval_needed: "approval_needed";
    approval_timed_out: "approval_timed_out";
    capture_completed: "capture_completed";
    capture_declined: "capture_declined";
    capture_mismatched: "capture_mismatched";
    capture_pending: "capture_pending";
    capture_refused: "capture_refused";
    capture_retried: "capture_retried";
    capture_reversed: "capture_reversed";
    closed: "closed";
    conflict_found: "conflict_found";
    created: "created";
    delivered: "delivered";
    delivery_refused: "delivery_refused";
    delivery_retried: "delivery_retried";
    dispute_closed: "dispute_closed";
    dispute_opened: "dispute_opened";
    duplicate_paid: "duplicate_paid";
    fully_refunded: "fully_refunded";
    gave_up: "gave_up";
    order_gone: "order_gone";
    paid_back_outside: "paid_back_outside";
    partly_refunded: "partly_refunded";
    payer_approved: "payer_approved";
    payment_refused: "payment_refused";
    payment_reversed: "payment_reversed";
    purchase_refused: "purchase_refused";
    refund_failed: "refund_failed";
    refund_requested: "refund_requested";
    refund_short: "refund_short";
    reversal_cancelled: "reversal_cancelled";
    settled_as_delivered: "settled_as_delivered";
  }>>>;
  reason: z.ZodString;
}, z.core.$strip>;

type AppInputs = inferRouterInputs<AppRouter>;

type AppOutputs = inferRouterOutputs<AppRouter>;

/** The router's type for clients, derived from the declarations: it imports no server code. */
type AppRouter = TRPCBuiltRouter<RootTypes, ProcedureRecord>;

const approvedOrderSchema: z.ZodObject<{
  id: z.ZodString;
  status: z.ZodEnum<{
    APPROVED: "APPROVED";
    COMPLETED: "COMPLETED";
  }>;
}, z.core.$strip>;

/** The lines of an order, and their sum with the VAT. */
interface Bill extends VatAmounts {
  readonly lines: readonly PriceLine[];
}

/**
 * The error as every tRPC client receives it. `request_id` is to quote to support. `fields` is
 * filled only for `invalid_input` and `cluster_name_taken`. `retry_after_seconds` repeats a
 * Retry-After header, which a stream's error cannot have; it is absent if the pause is unknown.
 * `approve_url` is PayPal's page, if the payer continues there. `order_id` is the other order that
 * prevents this one. `amount` is the current price, for `price_changed`. `cursor` is where to go on, for
 * `cursor_expired`.
 */
interface BillingErrorShape {
  readonly message: string;
  readonly code: number;
  readonly data: {
    readonly code: string;
    readonly httpStatus: number;
    readonly billing_code: ErrorCode;
    readonly action: ErrorAction;
    readonly request_id: string;
    readonly fields: readonly FieldProblem[];
    readonly retry_after_seconds?: number;
    readonly approve_url?: string;
    readonly order_id?: string;
    readonly amount?: Money;
    readonly cursor?: string;
  };
}

/** What a line is for: the cluster itself, or an option. */
type BillItem = z.output<typeof billItemSchema>;

/** What a line of a bill is for: the cluster itself, or one of its options. */
const billItemSchema: z.ZodEnum<{
  basic: "basic";
  has_alerting: "has_alerting";
  has_monitoring: "has_monitoring";
  images_storage: "images_storage";
  monitoring_storage: "monitoring_storage";
}>;

/** A line of a bill. The amounts contain the VAT if it is included in the prices. */
const billLineSchema: z.ZodObject<{
  item: z.ZodEnum<{
    basic: "basic";
    has_alerting: "has_alerting";
    has_monitoring: "has_monitoring";
    images_storage: "images_storage";
    monitoring_storage: "monitoring_storage";
  }>;
  quantity: z.ZodInt;
  unit_amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
}, z.core.$strip>;

/**
 * The only form in which an order is priced, compared, stored, delivered and looked up. The user id
 * is in lower case, as Keycloak writes `sub`, because web-order compares ids case-sensitively.
 * Without monitoring, its storage is 0: it is neither paid for nor delivered.
 */
function canonicalDetails<Details extends SentDetails>(details: Details): Details & {
  readonly monitoring_storage: number;
};

const closedPaymentSchema: z.ZodObject<{
  event_id: z.ZodString;
}, z.core.$strip>;

const closePaymentInputSchema: z.ZodObject<{
  event_id: z.ZodString;
  reason: z.ZodString;
}, z.core.$strip>;

/**
 * An RFC 1123 label of at least two characters. The standard allows one; web-order does not, and an
 * order that web-order would reject after the payment is rejected before it.
 */
const clusterNamePattern: RegExp;

/**
 * The version of this package: of the contract, its client and the documents that derive from it. Within a
 * major version, what a client may rely on stays; see docs/compatibility.md.
 */
const contractVersion: string;

const createdOrderSchema: z.ZodObject<{
  order_id: z.ZodString;
  status: z.ZodEnum<{
    APPROVED: "APPROVED";
    COMPLETED: "COMPLETED";
    CREATED: "CREATED";
    PAYER_ACTION_REQUIRED: "PAYER_ACTION_REQUIRED";
    SAVED: "SAVED";
    VOIDED: "VOIDED";
  }>;
  approve_url: z.ZodNullable<z.ZodString>;
}, z.core.$strip>;

/** The input to order a cluster. */
type CreateOrderInput = AppInputs["order"]["create"];

const createOrderInputSchema: z.ZodObject<{
  order_details: z.ZodPipe<z.ZodObject<{
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    images_storage: z.ZodInt;
    has_monitoring: z.ZodBoolean;
    has_alerting: z.ZodBoolean;
    monitoring_storage: z.ZodOptional<z.ZodInt>;
  }, z.core.$strip>, z.ZodTransform<{
    user_id: string;
    cluster_name: string;
    images_storage: number;
    has_monitoring: boolean;
    has_alerting: boolean;
    monitoring_storage?: number | undefined;
  } & {
    readonly monitoring_storage: number;
  }, {
    user_id: string;
    cluster_name: string;
    images_storage: number;
    has_monitoring: boolean;
    has_alerting: boolean;
    monitoring_storage?: number | undefined;
  }>>;
  currency: z.ZodString;
  amount: z.ZodOptional<z.ZodUnknown>;
  expected_amount: z.ZodOptional<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  return_url: z.ZodOptional<z.ZodURL>;
  cancel_url: z.ZodOptional<z.ZodURL>;
  locale: z.ZodOptional<z.ZodString>;
  idempotency_key: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;

const currencySchema: z.ZodString;

type DeclarationAt<Path extends ProcedurePath> = Path extends `${infer Group extends keyof Procedures$1}.${infer Name}` ? Name extends keyof Procedures$1[Group] ? Procedures$1[Group][Name] : never : never;

/** Every declaration by its path. */
const declarations: ReadonlyMap<string, ProcedureDeclaration>;

/** The codes that a procedure declares. */
type DeclaredError<Path extends ProcedurePath> = DeclarationAt<Path>["errors"][number];

/** Whether a procedure may fail with a code; one that is not in the contract may fail with none. */
const declaresError: (path: string, code: ErrorCode) => boolean;

/** The latest events first. `next` is the `before` of the next page. */
const dispatchesSchema: z.ZodObject<{
  dispatches: z.ZodArray<z.ZodObject<{
    event_id: z.ZodString;
    cursor: z.ZodString;
    type: z.ZodString;
    order_id: z.ZodString;
    state: z.ZodEnum<{
      dead: "dead";
      pending: "pending";
      sent: "sent";
    }>;
    attempts: z.ZodInt;
    last_status: z.ZodNullable<z.ZodInt>;
    last_failure: z.ZodNullable<z.ZodString>;
    last_time: z.ZodNullable<z.ZodISODateTime>;
    next_time: z.ZodNullable<z.ZodISODateTime>;
  }, z.core.$strip>>;
  next: z.ZodNullable<z.ZodString>;
}, z.core.$strip>;

const dispatchStates: readonly ["pending", "sent", "dead"];

/** An action of an operator on an endpoint. */
const endpointActInputSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
  reason: z.ZodString;
}, z.core.$strip>;

const endpointDisabledAs: readonly ["gone", "removed", "unconfigured"];

const endpointReferenceSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
}, z.core.$strip>;

/** `secret` is in no later response. */
const endpointSecretSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
  secret: z.ZodString;
}, z.core.$strip>;

const endpointsSchema: z.ZodObject<{
  endpoints: z.ZodArray<z.ZodObject<{
    endpoint_id: z.ZodString;
    source: z.ZodEnum<{
      configuration: "configuration";
      operator: "operator";
    }>;
    url: z.ZodString;
    types: z.ZodNullable<z.ZodArray<z.ZodString>>;
    disabled_as: z.ZodNullable<z.ZodEnum<{
      gone: "gone";
      removed: "removed";
      unconfigured: "unconfigured";
    }>>;
    disabled_time: z.ZodNullable<z.ZodISODateTime>;
    has_signing_key: z.ZodBoolean;
    pending_events: z.ZodInt;
    dead_events: z.ZodInt;
    oldest_pending_time: z.ZodNullable<z.ZodISODateTime>;
    earlier_secret_until: z.ZodNullable<z.ZodISODateTime>;
    added_time: z.ZodISODateTime;
  }, z.core.$strip>>;
}, z.core.$strip>;

/** The types of events that an endpoint receives. */
const endpointTypesSchema: z.ZodArray<z.ZodEnum<{
  approval_needed: "approval_needed";
  approval_timed_out: "approval_timed_out";
  capture_completed: "capture_completed";
  capture_declined: "capture_declined";
  capture_mismatched: "capture_mismatched";
  capture_pending: "capture_pending";
  capture_refused: "capture_refused";
  capture_retried: "capture_retried";
  capture_reversed: "capture_reversed";
  closed: "closed";
  conflict_found: "conflict_found";
  created: "created";
  delivered: "delivered";
  delivery_refused: "delivery_refused";
  delivery_retried: "delivery_retried";
  dispute_closed: "dispute_closed";
  dispute_opened: "dispute_opened";
  duplicate_paid: "duplicate_paid";
  fully_refunded: "fully_refunded";
  gave_up: "gave_up";
  order_gone: "order_gone";
  paid_back_outside: "paid_back_outside";
  partly_refunded: "partly_refunded";
  payer_approved: "payer_approved";
  payment_refused: "payment_refused";
  payment_reversed: "payment_reversed";
  purchase_refused: "purchase_refused";
  refund_failed: "refund_failed";
  refund_requested: "refund_requested";
  refund_short: "refund_short";
  reversal_cancelled: "reversal_cancelled";
  settled_as_delivered: "settled_as_delivered";
}>>;

/** The URL of an endpoint. Which addresses its host may have is checked when it is called. */
const endpointUrlSchema: z.ZodURL;

/** The caller's next step. `ask`: contact support. */
type ErrorAction = "retry" | "stop" | "ask";

/** Every error that this service returns. The codes are public: add, never rename. */
const errorCatalog: {
  readonly invalid_input: {
    readonly status: 400;
    readonly trpc: "BAD_REQUEST";
    readonly action: "stop";
    readonly message: "The request is not valid.";
  };
  readonly unauthenticated: {
    readonly status: 401;
    readonly trpc: "UNAUTHORIZED";
    readonly action: "stop";
    readonly message: "Your session has expired or you are not signed in. Please sign in.";
  };
  readonly payment_declined: {
    readonly status: 402;
    readonly trpc: "PAYMENT_REQUIRED";
    readonly action: "stop";
    readonly message: "PayPal declined the payment. No money was taken. If the order is still open, please choose another payment method at PayPal; otherwise, place a new order.";
  };
  readonly forbidden: {
    readonly status: 403;
    readonly trpc: "FORBIDDEN";
    readonly action: "stop";
    readonly message: "You are not allowed to do that.";
  };
  readonly not_found: {
    readonly status: 404;
    readonly trpc: "NOT_FOUND";
    readonly action: "stop";
    readonly message: "There is nothing at this address.";
  };
  readonly order_not_found: {
    readonly status: 404;
    readonly trpc: "NOT_FOUND";
    readonly action: "stop";
    readonly message: "There is no such order.";
  };
  readonly method_not_allowed: {
    readonly status: 405;
    readonly trpc: "METHOD_NOT_SUPPORTED";
    readonly action: "stop";
    readonly message: "This address does not support that method.";
  };
  readonly order_not_approved: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "retry";
    readonly message: "The payment is not approved yet. No money was taken. Please complete the approval at PayPal.";
  };
  readonly order_expired: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "This order has expired. No money was taken; please order again.";
  };
  readonly payment_mismatch: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "ask";
    readonly message: "The payment does not match the order. Money that was taken is refunded, or held while our team reviews the order. Please do not pay again.";
  };
  readonly duplicate_purchase: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it. See the first order; for another cluster, order again under another name.";
  };
  readonly cluster_name_taken: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "You have an order for a cluster of this name that is paid or being paid. Nothing was ordered and no money was taken. See that order, or choose another name.";
  };
  readonly price_changed: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "The price has changed. Nothing was ordered and no money was taken. Please check the new price and order again.";
  };
  readonly not_possible: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "The order's state does not allow that. Please reload the order.";
  };
  readonly idempotency_key_reused: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "This Idempotency-Key was used for a different order. Use a new key.";
  };
  readonly cursor_expired: {
    readonly status: 410;
    readonly trpc: "PRECONDITION_FAILED";
    readonly action: "stop";
    readonly message: "The events after this cursor are no longer kept. Continue with the oldest kept event, and read the orders that changed in between.";
  };
  readonly endpoint_not_found: {
    readonly status: 404;
    readonly trpc: "NOT_FOUND";
    readonly action: "stop";
    readonly message: "There is no such endpoint, or it does not have that event.";
  };
  readonly endpoint_configured: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "The endpoint is part of the service's configuration. Please change it there.";
  };
  readonly signing_key_missing: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "The service has no key to sign events with. An operator of the service must configure one first.";
  };
  readonly rotation_not_ended: {
    readonly status: 409;
    readonly trpc: "CONFLICT";
    readonly action: "stop";
    readonly message: "The overlap of the last rotation has not ended. Rotate again after it, or with an overlap of 0 hours, which ends it at once.";
  };
  readonly webhook_refused: {
    readonly status: 400;
    readonly trpc: "BAD_REQUEST";
    readonly action: "stop";
    readonly message: "The request is not a webhook event that PayPal signed for this service.";
  };
  readonly body_too_large: {
    readonly status: 413;
    readonly trpc: "PAYLOAD_TOO_LARGE";
    readonly action: "stop";
    readonly message: "The request body is too large.";
  };
  readonly too_many_requests: {
    readonly status: 429;
    readonly trpc: "TOO_MANY_REQUESTS";
    readonly action: "retry";
    readonly message: "Too many requests. This request took no money; please try again in a minute.";
  };
  readonly too_many_open_orders: {
    readonly status: 429;
    readonly trpc: "TOO_MANY_REQUESTS";
    readonly action: "retry";
    readonly message: "You have too many unpaid orders. Nothing was ordered and no money was taken. Pay for one of them, or order again when one of them has expired.";
  };
  readonly internal: {
    readonly status: 500;
    readonly trpc: "INTERNAL_SERVER_ERROR";
    readonly action: "ask";
    readonly message: "The billing service failed to process the request. The request took no money. Please check the order before you pay again, or contact our support.";
  };
  readonly paypal_refused: {
    readonly status: 502;
    readonly trpc: "BAD_GATEWAY";
    readonly action: "ask";
    readonly message: "PayPal rejected the request. This request took no money and ordered nothing; please contact our support.";
  };
  readonly paypal_unavailable: {
    readonly status: 503;
    readonly trpc: "SERVICE_UNAVAILABLE";
    readonly action: "retry";
    readonly message: "PayPal is currently unavailable or does not show the order yet. This request took no money; please try again in a moment.";
  };
  readonly service_unavailable: {
    readonly status: 503;
    readonly trpc: "SERVICE_UNAVAILABLE";
    readonly action: "retry";
    readonly message: "The billing service is busy or restarting. This request took no money; please try again in a moment.";
  };
  readonly paypal_timeout: {
    readonly status: 504;
    readonly trpc: "GATEWAY_TIMEOUT";
    readonly action: "retry";
    readonly message: "PayPal did not respond in time. This request took no money; please try again in a moment.";
  };
};

type ErrorCode = keyof typeof errorCatalog;

/** The same, except for line breaks: for a text whose line breaks are trusted. */
const escapeLines: (text: string) => string;

/** The same value with every string in it escaped, by default with its line breaks. */
function escapeStrings<T>(value: T, escape?: typeof escapeUnprintable): T;

/**
 * Writes each character that controls a terminal or misleads its reader as `\uXXXX`, line breaks
 * included. Applied to JSON it changes only strings, and the text parses to the same value.
 */
const escapeUnprintable: (text: string) => string;

/**
 * A part of the feed, oldest event first. `cursor` is where to go on: it is behind the last event, and
 * behind events that the filter left out. `has_more`: more follow at once, although `events` may be
 * empty.
 */
const eventPageSchema: z.ZodObject<{
  events: z.ZodArray<z.ZodObject<{
    order_id: z.ZodString;
    version: z.ZodInt;
    state: z.ZodEnum<{
      approved: "approved";
      awaiting_approval: "awaiting_approval";
      capture_failed: "capture_failed";
      capture_pending: "capture_pending";
      captured: "captured";
      closed: "closed";
      expired: "expired";
      needs_attention: "needs_attention";
      provisioned: "provisioned";
      refunded: "refunded";
      refunding: "refunding";
    }>;
    settled: z.ZodBoolean;
    problem_code: z.ZodNullable<z.ZodEnum<{
      approval_incomplete: "approval_incomplete";
      approved_payment_missing: "approved_payment_missing";
      capture_rejected: "capture_rejected";
      capture_unanswered: "capture_unanswered";
      delivered_unpaid: "delivered_unpaid";
      delivery_rejected: "delivery_rejected";
      delivery_unanswered: "delivery_unanswered";
      duplicate_payment_held: "duplicate_payment_held";
      duplicate_purchase_ended: "duplicate_purchase_ended";
      held_for_bank: "held_for_bank";
      held_for_dispute: "held_for_dispute";
      held_for_merchant: "held_for_merchant";
      held_for_payer: "held_for_payer";
      held_for_review: "held_for_review";
      order_not_shown: "order_not_shown";
      partial_refund_decided: "partial_refund_decided";
      partly_refunded: "partly_refunded";
      payment_already_refunded: "payment_already_refunded";
      payment_declined: "payment_declined";
      payment_details_missing: "payment_details_missing";
      payment_method_declined: "payment_method_declined";
      payment_of_another_amount: "payment_of_another_amount";
      payment_of_another_order: "payment_of_another_order";
      payment_of_two_orders: "payment_of_two_orders";
      payment_returned: "payment_returned";
      payment_reversed: "payment_reversed";
      payment_to_another_payee: "payment_to_another_payee";
      refund_decided: "refund_decided";
      refund_failed: "refund_failed";
      refund_rejected: "refund_rejected";
      refunded_outside_paypal: "refunded_outside_paypal";
      refunded_possibly_delivered: "refunded_possibly_delivered";
    }>>;
    time: z.ZodISODateTime;
    id: z.ZodString;
    cursor: z.ZodString;
    type: z.ZodEnum<{
      approval_needed: "approval_needed";
      approval_timed_out: "approval_timed_out";
      capture_completed: "capture_completed";
      capture_declined: "capture_declined";
      capture_mismatched: "capture_mismatched";
      capture_pending: "capture_pending";
      capture_refused: "capture_refused";
      capture_retried: "capture_retried";
      capture_reversed: "capture_reversed";
      closed: "closed";
      conflict_found: "conflict_found";
      created: "created";
      delivered: "delivered";
      delivery_refused: "delivery_refused";
      delivery_retried: "delivery_retried";
      dispute_closed: "dispute_closed";
      dispute_opened: "dispute_opened";
      duplicate_paid: "duplicate_paid";
      fully_refunded: "fully_refunded";
      gave_up: "gave_up";
      order_gone: "order_gone";
      paid_back_outside: "paid_back_outside";
      partly_refunded: "partly_refunded";
      payer_approved: "payer_approved";
      payment_refused: "payment_refused";
      payment_reversed: "payment_reversed";
      purchase_refused: "purchase_refused";
      refund_failed: "refund_failed";
      refund_requested: "refund_requested";
      refund_short: "refund_short";
      reversal_cancelled: "reversal_cancelled";
      settled_as_delivered: "settled_as_delivered";
    }>;
    payment_status: z.ZodEnum<{
      Failed: "Failed";
      Paid: "Paid";
      Pending: "Pending";
    }>;
    payment_summary: z.ZodEnum<{
      Failed: "Failed";
      Paid: "Paid";
      "Partly refunded": "Partly refunded";
      Pending: "Pending";
      Refunded: "Refunded";
    }>;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    captured_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    refunded_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    reversed_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    disputed: z.ZodBoolean;
    duplicate_of: z.ZodNullable<z.ZodString>;
    web_order_id: z.ZodNullable<z.ZodInt>;
    order_details: z.ZodObject<{
      user_id: z.ZodString;
      cluster_name: z.ZodString;
      images_storage: z.ZodInt;
      has_monitoring: z.ZodBoolean;
      monitoring_storage: z.ZodInt;
      has_alerting: z.ZodBoolean;
    }, z.core.$strip>;
  }, z.core.$strip>>;
  cursor: z.ZodString;
  has_more: z.ZodBoolean;
}, z.core.$strip>;

/**
 * An event of an order, with the order as it was after the event. `id` is the same in every response
 * and webhook; `cursor` is the event's place in the feed, and sorts as text in the order of the feed.
 * `version` counts an order's events from 1.
 * `settled`: no further event follows by itself. Amounts are `null` for none, and in the currency of
 * the payment. `duplicate_of` is as in `order.get`.
 */
const eventSchema: z.ZodObject<{
  order_id: z.ZodString;
  version: z.ZodInt;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  settled: z.ZodBoolean;
  problem_code: z.ZodNullable<z.ZodEnum<{
    approval_incomplete: "approval_incomplete";
    approved_payment_missing: "approved_payment_missing";
    capture_rejected: "capture_rejected";
    capture_unanswered: "capture_unanswered";
    delivered_unpaid: "delivered_unpaid";
    delivery_rejected: "delivery_rejected";
    delivery_unanswered: "delivery_unanswered";
    duplicate_payment_held: "duplicate_payment_held";
    duplicate_purchase_ended: "duplicate_purchase_ended";
    held_for_bank: "held_for_bank";
    held_for_dispute: "held_for_dispute";
    held_for_merchant: "held_for_merchant";
    held_for_payer: "held_for_payer";
    held_for_review: "held_for_review";
    order_not_shown: "order_not_shown";
    partial_refund_decided: "partial_refund_decided";
    partly_refunded: "partly_refunded";
    payment_already_refunded: "payment_already_refunded";
    payment_declined: "payment_declined";
    payment_details_missing: "payment_details_missing";
    payment_method_declined: "payment_method_declined";
    payment_of_another_amount: "payment_of_another_amount";
    payment_of_another_order: "payment_of_another_order";
    payment_of_two_orders: "payment_of_two_orders";
    payment_returned: "payment_returned";
    payment_reversed: "payment_reversed";
    payment_to_another_payee: "payment_to_another_payee";
    refund_decided: "refund_decided";
    refund_failed: "refund_failed";
    refund_rejected: "refund_rejected";
    refunded_outside_paypal: "refunded_outside_paypal";
    refunded_possibly_delivered: "refunded_possibly_delivered";
  }>>;
  time: z.ZodISODateTime;
  id: z.ZodString;
  cursor: z.ZodString;
  type: z.ZodEnum<{
    approval_needed: "approval_needed";
    approval_timed_out: "approval_timed_out";
    capture_completed: "capture_completed";
    capture_declined: "capture_declined";
    capture_mismatched: "capture_mismatched";
    capture_pending: "capture_pending";
    capture_refused: "capture_refused";
    capture_retried: "capture_retried";
    capture_reversed: "capture_reversed";
    closed: "closed";
    conflict_found: "conflict_found";
    created: "created";
    delivered: "delivered";
    delivery_refused: "delivery_refused";
    delivery_retried: "delivery_retried";
    dispute_closed: "dispute_closed";
    dispute_opened: "dispute_opened";
    duplicate_paid: "duplicate_paid";
    fully_refunded: "fully_refunded";
    gave_up: "gave_up";
    order_gone: "order_gone";
    paid_back_outside: "paid_back_outside";
    partly_refunded: "partly_refunded";
    payer_approved: "payer_approved";
    payment_refused: "payment_refused";
    payment_reversed: "payment_reversed";
    purchase_refused: "purchase_refused";
    refund_failed: "refund_failed";
    refund_requested: "refund_requested";
    refund_short: "refund_short";
    reversal_cancelled: "reversal_cancelled";
    settled_as_delivered: "settled_as_delivered";
  }>;
  payment_status: z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    Pending: "Pending";
  }>;
  payment_summary: z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    "Partly refunded": "Partly refunded";
    Pending: "Pending";
    Refunded: "Refunded";
  }>;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  captured_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  refunded_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  reversed_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  disputed: z.ZodBoolean;
  duplicate_of: z.ZodNullable<z.ZodString>;
  web_order_id: z.ZodNullable<z.ZodInt>;
  order_details: z.ZodObject<{
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    images_storage: z.ZodInt;
    has_monitoring: z.ZodBoolean;
    monitoring_storage: z.ZodInt;
    has_alerting: z.ZodBoolean;
  }, z.core.$strip>;
}, z.core.$strip>;

/** Instead of a cursor: the end of the feed, before the next event. */
const feedEnd = "now";

/** An invalid field of the input, with the reason. `path` is dotted; "" is the whole body. */
interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The wire form of an amount in minor units: (3100n, "USD") becomes "31.00", (3100n, "JPY") "3100". */
function formatMoney(minorUnits: bigint, currencyCode: string): Money;

/** An Idempotency-Key: printable ASCII without spaces. */
const idempotencyKeyPattern: RegExp;

/** How a server implements the contract; `Options` is what tRPC calls its resolvers with. */
interface Implementation<Options> {
  /** The builder for each kind of caller; it rejects all others. */
  readonly builders: Readonly<Record<ProcedureDeclaration["access"], ProcedureBuilder>>;
  /** Performs a call; for a subscription, returns its stream of tracked events. */
  readonly resolve: (path: ProcedurePath, options: Options) => unknown;
}

/** Whether the quantity of an item is in gigabytes. */
const isStorage: (item: BillItem) => boolean;

const listDispatchesInputSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
  state: z.ZodOptional<z.ZodEnum<{
    dead: "dead";
    pending: "pending";
    sent: "sent";
  }>>;
  before: z.ZodOptional<z.ZodString>;
  limit: z.ZodOptional<z.ZodInt>;
}, z.core.$strip>;

/** An order in its owner's payment history. */
const listedOrderSchema: z.ZodObject<{
  net_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat: z.ZodNullable<z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  order_id: z.ZodString;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  payment_summary: z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    "Partly refunded": "Partly refunded";
    Pending: "Pending";
    Refunded: "Refunded";
  }>;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  order_details: z.ZodObject<{
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    images_storage: z.ZodInt;
    has_monitoring: z.ZodBoolean;
    monitoring_storage: z.ZodInt;
    has_alerting: z.ZodBoolean;
  }, z.core.$strip>;
  payee_email: z.ZodNullable<z.ZodString>;
  create_time: z.ZodISODateTime;
  paid_time: z.ZodNullable<z.ZodISODateTime>;
  refunded_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  payment_method: z.ZodLiteral<"PayPal">;
}, z.core.$strip>;

/**
 * A page of orders, newest first. `next` is the `after` of the next page, `null` at the end. With the
 * filter `payment` a page may have fewer orders than `limit`, or none, although more follow.
 */
const listedOrdersSchema: z.ZodObject<{
  orders: z.ZodArray<z.ZodObject<{
    net_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    vat_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    vat: z.ZodNullable<z.ZodObject<{
      country: z.ZodString;
      rate: z.ZodString;
      included: z.ZodBoolean;
      reason: z.ZodNullable<z.ZodObject<{
        en: z.ZodString;
        fr: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    order_id: z.ZodString;
    state: z.ZodEnum<{
      approved: "approved";
      awaiting_approval: "awaiting_approval";
      capture_failed: "capture_failed";
      capture_pending: "capture_pending";
      captured: "captured";
      closed: "closed";
      expired: "expired";
      needs_attention: "needs_attention";
      provisioned: "provisioned";
      refunded: "refunded";
      refunding: "refunding";
    }>;
    payment_summary: z.ZodEnum<{
      Failed: "Failed";
      Paid: "Paid";
      "Partly refunded": "Partly refunded";
      Pending: "Pending";
      Refunded: "Refunded";
    }>;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    order_details: z.ZodObject<{
      user_id: z.ZodString;
      cluster_name: z.ZodString;
      images_storage: z.ZodInt;
      has_monitoring: z.ZodBoolean;
      monitoring_storage: z.ZodInt;
      has_alerting: z.ZodBoolean;
    }, z.core.$strip>;
    payee_email: z.ZodNullable<z.ZodString>;
    create_time: z.ZodISODateTime;
    paid_time: z.ZodNullable<z.ZodISODateTime>;
    refunded_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    payment_method: z.ZodLiteral<"PayPal">;
  }, z.core.$strip>>;
  next: z.ZodNullable<z.ZodString>;
}, z.core.$strip>;

const listEventsInputSchema: z.ZodOptional<z.ZodObject<{
  after: z.ZodOptional<z.ZodString>;
  types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
    approval_needed: "approval_needed";
    approval_timed_out: "approval_timed_out";
    capture_completed: "capture_completed";
    capture_declined: "capture_declined";
    capture_mismatched: "capture_mismatched";
    capture_pending: "capture_pending";
    capture_refused: "capture_refused";
    capture_retried: "capture_retried";
    capture_reversed: "capture_reversed";
    closed: "closed";
    conflict_found: "conflict_found";
    created: "created";
    delivered: "delivered";
    delivery_refused: "delivery_refused";
    delivery_retried: "delivery_retried";
    dispute_closed: "dispute_closed";
    dispute_opened: "dispute_opened";
    duplicate_paid: "duplicate_paid";
    fully_refunded: "fully_refunded";
    gave_up: "gave_up";
    order_gone: "order_gone";
    paid_back_outside: "paid_back_outside";
    partly_refunded: "partly_refunded";
    payer_approved: "payer_approved";
    payment_refused: "payment_refused";
    payment_reversed: "payment_reversed";
    purchase_refused: "purchase_refused";
    refund_failed: "refund_failed";
    refund_requested: "refund_requested";
    refund_short: "refund_short";
    reversal_cancelled: "reversal_cancelled";
    settled_as_delivered: "settled_as_delivered";
  }>>>;
  user_id: z.ZodOptional<z.ZodString>;
  limit: z.ZodOptional<z.ZodInt>;
}, z.core.$strip>>;

/** `created_from` is included, `created_before` is not. */
const listOrdersInputSchema: z.ZodOptional<z.ZodObject<{
  user_id: z.ZodOptional<z.ZodString>;
  payment: z.ZodOptional<z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    "Partly refunded": "Partly refunded";
    Pending: "Pending";
    Refunded: "Refunded";
  }>>;
  cluster_name: z.ZodOptional<z.ZodString>;
  created_from: z.ZodOptional<z.ZodISODateTime>;
  created_before: z.ZodOptional<z.ZodISODateTime>;
  limit: z.ZodOptional<z.ZodInt>;
  after: z.ZodOptional<z.ZodString>;
}, z.core.$strip>>;

/**
 * A BCP 47 tag as PayPal accepts it, with at most ten characters: `language` of PayPal's OpenAPI
 * file checkout_orders_v2.json.
 */
const localePattern: RegExp;

/** A text in each language of documents. */
const localizedTextSchema: z.ZodObject<{
  en: z.ZodString;
  fr: z.ZodString;
}, z.core.$strip>;

/** The most events in one response of `events.list`. */
const maxEventsPerPage = 1000;

/** The most events of a history in one response. */
const maxHistoryEvents = 100;

/** The decimals that PayPal accepts for a currency: 0 for HUF, JPY and TWD, otherwise 2. */
function minorUnitExponent(currencyCode: string): 0 | 2;

/** Minor units in one whole unit of the currency: 100n for EUR, 1n for JPY. */
function minorUnitsPerWhole(currencyCode: string): bigint;

/**
 * An amount on the wire: ISO 4217 code and decimal string, the shape PayPal uses. `value` has
 * exactly the currency's decimals at PayPal.
 */
interface Money {
  readonly currency_code: string;
  readonly value: string;
}

/**
 * The ledger of a currency: captured = provisioned + refunded + reversed + in_hands + unaccounted.
 * `in_hands` is money in progress.
 */
const moneyReportSchema: z.ZodArray<z.ZodObject<{
  currency_code: z.ZodString;
  captured: z.ZodString;
  provisioned: z.ZodString;
  refunded: z.ZodString;
  reversed: z.ZodString;
  in_hands: z.ZodString;
  unaccounted: z.ZodString;
  faults: z.ZodInt;
  faulty_orders: z.ZodArray<z.ZodString>;
}, z.core.$strip>>;

const moneySchema: z.ZodObject<{
  currency_code: z.ZodString;
  value: z.ZodString;
}, z.core.$strip>;

/** The input of procedures without an input. */
const noInputSchema: z.ZodUndefined;

/**
 * An operator's action on an order. It fails if the order has another version than the one that the
 * operator read.
 */
const operatorActInputSchema: z.ZodObject<{
  order_id: z.ZodString;
  version: z.ZodInt;
  reason: z.ZodString;
}, z.core.$strip>;

/** One line of an operator's list. */
const operatorOrderLineSchema: z.ZodObject<{
  order_id: z.ZodString;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  version: z.ZodInt;
  user_id: z.ZodString;
  cluster_name: z.ZodString;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  captured_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  disputed: z.ZodBoolean;
  pending_reason: z.ZodNullable<z.ZodString>;
  problem: z.ZodNullable<z.ZodString>;
  create_time: z.ZodISODateTime;
  state_since: z.ZodISODateTime;
}, z.core.$strip>;

/** All data of an order. `situation` explains its state, `next_step` what to do. */
const operatorOrderSchema: z.ZodObject<{
  net_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat: z.ZodNullable<z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  order_id: z.ZodString;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  version: z.ZodInt;
  user_id: z.ZodString;
  cluster_name: z.ZodString;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  captured_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  disputed: z.ZodBoolean;
  pending_reason: z.ZodNullable<z.ZodString>;
  problem: z.ZodNullable<z.ZodString>;
  create_time: z.ZodISODateTime;
  state_since: z.ZodISODateTime;
  custom_id: z.ZodString;
  order_details: z.ZodObject<{
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    images_storage: z.ZodInt;
    has_monitoring: z.ZodBoolean;
    monitoring_storage: z.ZodInt;
    has_alerting: z.ZodBoolean;
  }, z.core.$strip>;
  capture_id: z.ZodNullable<z.ZodString>;
  refunded_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  reversed_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  refundable_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  delivery: z.ZodEnum<{
    answered: "answered";
    none: "none";
    open: "open";
  }>;
  web_order_id: z.ZodNullable<z.ZodInt>;
  situation: z.ZodString;
  next_step: z.ZodString;
  available_actions: z.ZodArray<z.ZodDiscriminatedUnion<[z.ZodObject<{
    action: z.ZodLiteral<"retry">;
    target: z.ZodEnum<{
      capture: "capture";
      delivery: "delivery";
      refund: "refund";
    }>;
    amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    effect: z.ZodString;
  }, z.core.$strip>, z.ZodObject<{
    action: z.ZodLiteral<"refund">;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    effect: z.ZodString;
  }, z.core.$strip>, z.ZodObject<{
    action: z.ZodLiteral<"close">;
    outcome: z.ZodEnum<{
      kept_for_cluster: "kept_for_cluster";
      no_money: "no_money";
      paid_back_outside: "paid_back_outside";
    }>;
    effect: z.ZodString;
  }, z.core.$strip>], "action">>;
  unavailable_actions: z.ZodArray<z.ZodObject<{
    action: z.ZodEnum<{
      close: "close";
      refund: "refund";
      retry: "retry";
    }>;
    obstacle: z.ZodString;
  }, z.core.$strip>>;
  refunds: z.ZodArray<z.ZodObject<{
    id: z.ZodString;
    paypal_refund_id: z.ZodNullable<z.ZodString>;
    amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    status: z.ZodEnum<{
      completed: "completed";
      failed: "failed";
      pending: "pending";
      requested: "requested";
    }>;
    kind: z.ZodEnum<{
      refund: "refund";
      reversal: "reversal";
    }>;
    failure_reason: z.ZodNullable<z.ZodString>;
    failed_time: z.ZodNullable<z.ZodISODateTime>;
  }, z.core.$strip>>;
  receipts: z.ZodArray<z.ZodObject<{
    number: z.ZodString;
    kind: z.ZodEnum<{
      credit_note: "credit_note";
      receipt: "receipt";
    }>;
    issued_time: z.ZodISODateTime;
    total_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
  }, z.core.$strip>>;
  history: z.ZodArray<z.ZodObject<{
    version: z.ZodInt;
    time: z.ZodISODateTime;
    event: z.ZodString;
    from_state: z.ZodNullable<z.ZodEnum<{
      approved: "approved";
      awaiting_approval: "awaiting_approval";
      capture_failed: "capture_failed";
      capture_pending: "capture_pending";
      captured: "captured";
      closed: "closed";
      expired: "expired";
      needs_attention: "needs_attention";
      provisioned: "provisioned";
      refunded: "refunded";
      refunding: "refunding";
    }>>;
    to_state: z.ZodEnum<{
      approved: "approved";
      awaiting_approval: "awaiting_approval";
      capture_failed: "capture_failed";
      capture_pending: "capture_pending";
      captured: "captured";
      closed: "closed";
      expired: "expired";
      needs_attention: "needs_attention";
      provisioned: "provisioned";
      refunded: "refunded";
      refunding: "refunding";
    }>;
    caused_by: z.ZodString;
    actor: z.ZodNullable<z.ZodString>;
    note: z.ZodNullable<z.ZodString>;
    problem: z.ZodNullable<z.ZodString>;
    debug_id: z.ZodNullable<z.ZodString>;
  }, z.core.$strip>>;
}, z.core.$strip>;

const operatorOrdersInputSchema: z.ZodOptional<z.ZodObject<{
  states: z.ZodOptional<z.ZodArray<z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>>>;
  disputed: z.ZodOptional<z.ZodLiteral<true>>;
  refund_under_way: z.ZodOptional<z.ZodLiteral<true>>;
  older_than_seconds: z.ZodOptional<z.ZodInt>;
  limit: z.ZodOptional<z.ZodInt>;
  after: z.ZodOptional<z.ZodString>;
}, z.core.$strip>>;

/**
 * Orders that need an operator first (`needs_attention`, and payments that PayPal holds until the
 * merchant acts there), then those longest in their state. `next` is the cursor of the next page.
 */
const operatorOrdersSchema: z.ZodObject<{
  orders: z.ZodArray<z.ZodObject<{
    order_id: z.ZodString;
    state: z.ZodEnum<{
      approved: "approved";
      awaiting_approval: "awaiting_approval";
      capture_failed: "capture_failed";
      capture_pending: "capture_pending";
      captured: "captured";
      closed: "closed";
      expired: "expired";
      needs_attention: "needs_attention";
      provisioned: "provisioned";
      refunded: "refunded";
      refunding: "refunding";
    }>;
    version: z.ZodInt;
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    captured_amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    disputed: z.ZodBoolean;
    pending_reason: z.ZodNullable<z.ZodString>;
    problem: z.ZodNullable<z.ZodString>;
    create_time: z.ZodISODateTime;
    state_since: z.ZodISODateTime;
  }, z.core.$strip>>;
  next: z.ZodNullable<z.ZodString>;
}, z.core.$strip>;

const operatorRefundInputSchema: z.ZodObject<{
  order_id: z.ZodString;
  version: z.ZodInt;
  reason: z.ZodString;
  amount: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;

/** The options of a cluster: every order detail except its owner and its name. */
type OptionName = Exclude<keyof StoredDetails, "user_id" | "cluster_name">;

/** One order as its owner reads it. */
type Order = AppOutputs["order"]["get"];

/** The bill of an order, computed without floats. Throws as `priceLines` does. */
function orderBill(details: PricedDetails, prices: TaxedPrices, currencyCode: string): Bill;

/** The details of the ordered cluster. */
type OrderDetails = CreateOrderInput["order_details"];

/** The cluster a customer orders; parses into its canonical form. Unknown fields are dropped. */
const orderDetailsSchema: z.ZodPipe<z.ZodObject<{
  user_id: z.ZodString;
  cluster_name: z.ZodString;
  images_storage: z.ZodInt;
  has_monitoring: z.ZodBoolean;
  has_alerting: z.ZodBoolean;
  monitoring_storage: z.ZodOptional<z.ZodInt>;
}, z.core.$strip>, z.ZodTransform<{
  user_id: string;
  cluster_name: string;
  images_storage: number;
  has_monitoring: boolean;
  has_alerting: boolean;
  monitoring_storage?: number | undefined;
} & {
  readonly monitoring_storage: number;
}, {
  user_id: string;
  cluster_name: string;
  images_storage: number;
  has_monitoring: boolean;
  has_alerting: boolean;
  monitoring_storage?: number | undefined;
}>>;

type OrderEventCode = (typeof orderEvents)[number];

/** What happened to an order: the codes of its history. */
const orderEvents: readonly ["created", "payer_approved", "order_gone", "approval_timed_out", "capture_completed", "duplicate_paid", "capture_pending", "capture_mismatched", "capture_reversed", "capture_declined", "conflict_found", "payment_refused", "purchase_refused", "approval_needed", "delivered", "capture_refused", "delivery_refused", "gave_up", "refund_failed", "refund_requested", "partly_refunded", "fully_refunded", "refund_short", "payment_reversed", "reversal_cancelled", "dispute_opened", "dispute_closed", "capture_retried", "delivery_retried", "paid_back_outside", "settled_as_delivered", "closed"];

/** PayPal's order id as the browser sends it. Wider than PayPal's own [A-Z0-9]{1,36}. */
const orderIdPattern: RegExp;

/**
 * The amount on the wire that is charged for an order, VAT included. Throws as `priceLines` does.
 */
const orderPrice: (details: PricedDetails, prices: TaxedPrices, currencyCode: string) => Money;

type OrderProblem = (typeof orderProblems)[number];

/** What is wrong with an order, or what its held payment waits for. */
const orderProblems: readonly ["payment_declined", "payment_method_declined", "approval_incomplete", "approved_payment_missing", "payment_details_missing", "order_not_shown", "payment_of_another_order", "payment_to_another_payee", "payment_of_another_amount", "payment_of_two_orders", "payment_already_refunded", "payment_reversed", "payment_returned", "duplicate_payment_held", "duplicate_purchase_ended", "capture_rejected", "capture_unanswered", "delivery_rejected", "delivery_unanswered", "delivered_unpaid", "refunded_possibly_delivered", "refund_decided", "partial_refund_decided", "partly_refunded", "refund_rejected", "refund_failed", "refunded_outside_paypal", "held_for_bank", "held_for_payer", "held_for_review", "held_for_merchant", "held_for_dispute"];

const orderReferenceSchema: z.ZodObject<{
  order_id: z.ZodString;
}, z.core.$strip>;

/**
 * An order as its owner reads it. `amount` is charged, with VAT. `lines` is the bill when the order
 * was created, `null` as `vat` is. `problem` is a text for the user, `null` unless something is
 * wrong; `problem_code` is its code, `null` also for a text of another release. `duplicate_of` is the
 * other order for the same cluster name, if this order ended or is held because of it.
 */
const orderSchema: z.ZodObject<{
  net_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat: z.ZodNullable<z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  order_id: z.ZodString;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  payment_status: z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    Pending: "Pending";
  }>;
  payment_summary: z.ZodEnum<{
    Failed: "Failed";
    Paid: "Paid";
    "Partly refunded": "Partly refunded";
    Pending: "Pending";
    Refunded: "Refunded";
  }>;
  version: z.ZodInt;
  amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  lines: z.ZodNullable<z.ZodArray<z.ZodObject<{
    item: z.ZodEnum<{
      basic: "basic";
      has_alerting: "has_alerting";
      has_monitoring: "has_monitoring";
      images_storage: "images_storage";
      monitoring_storage: "monitoring_storage";
    }>;
    quantity: z.ZodInt;
    unit_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
  }, z.core.$strip>>>;
  order_details: z.ZodObject<{
    user_id: z.ZodString;
    cluster_name: z.ZodString;
    images_storage: z.ZodInt;
    has_monitoring: z.ZodBoolean;
    monitoring_storage: z.ZodInt;
    has_alerting: z.ZodBoolean;
  }, z.core.$strip>;
  payee_email: z.ZodNullable<z.ZodString>;
  approve_url: z.ZodNullable<z.ZodString>;
  web_order_id: z.ZodNullable<z.ZodInt>;
  problem: z.ZodNullable<z.ZodString>;
  problem_code: z.ZodNullable<z.ZodEnum<{
    approval_incomplete: "approval_incomplete";
    approved_payment_missing: "approved_payment_missing";
    capture_rejected: "capture_rejected";
    capture_unanswered: "capture_unanswered";
    delivered_unpaid: "delivered_unpaid";
    delivery_rejected: "delivery_rejected";
    delivery_unanswered: "delivery_unanswered";
    duplicate_payment_held: "duplicate_payment_held";
    duplicate_purchase_ended: "duplicate_purchase_ended";
    held_for_bank: "held_for_bank";
    held_for_dispute: "held_for_dispute";
    held_for_merchant: "held_for_merchant";
    held_for_payer: "held_for_payer";
    held_for_review: "held_for_review";
    order_not_shown: "order_not_shown";
    partial_refund_decided: "partial_refund_decided";
    partly_refunded: "partly_refunded";
    payment_already_refunded: "payment_already_refunded";
    payment_declined: "payment_declined";
    payment_details_missing: "payment_details_missing";
    payment_method_declined: "payment_method_declined";
    payment_of_another_amount: "payment_of_another_amount";
    payment_of_another_order: "payment_of_another_order";
    payment_of_two_orders: "payment_of_two_orders";
    payment_returned: "payment_returned";
    payment_reversed: "payment_reversed";
    payment_to_another_payee: "payment_to_another_payee";
    refund_decided: "refund_decided";
    refund_failed: "refund_failed";
    refund_rejected: "refund_rejected";
    refunded_outside_paypal: "refunded_outside_paypal";
    refunded_possibly_delivered: "refunded_possibly_delivered";
  }>>;
  duplicate_of: z.ZodNullable<z.ZodString>;
  create_time: z.ZodISODateTime;
  approve_before: z.ZodISODateTime;
  paid_time: z.ZodNullable<z.ZodISODateTime>;
  provisioned_time: z.ZodNullable<z.ZodISODateTime>;
  refunded_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  history: z.ZodArray<z.ZodObject<{
    time: z.ZodISODateTime;
    event: z.ZodEnum<{
      approval_needed: "approval_needed";
      approval_timed_out: "approval_timed_out";
      capture_completed: "capture_completed";
      capture_declined: "capture_declined";
      capture_mismatched: "capture_mismatched";
      capture_pending: "capture_pending";
      capture_refused: "capture_refused";
      capture_retried: "capture_retried";
      capture_reversed: "capture_reversed";
      closed: "closed";
      conflict_found: "conflict_found";
      created: "created";
      delivered: "delivered";
      delivery_refused: "delivery_refused";
      delivery_retried: "delivery_retried";
      dispute_closed: "dispute_closed";
      dispute_opened: "dispute_opened";
      duplicate_paid: "duplicate_paid";
      fully_refunded: "fully_refunded";
      gave_up: "gave_up";
      order_gone: "order_gone";
      paid_back_outside: "paid_back_outside";
      partly_refunded: "partly_refunded";
      payer_approved: "payer_approved";
      payment_refused: "payment_refused";
      payment_reversed: "payment_reversed";
      purchase_refused: "purchase_refused";
      refund_failed: "refund_failed";
      refund_requested: "refund_requested";
      refund_short: "refund_short";
      reversal_cancelled: "reversal_cancelled";
      settled_as_delivered: "settled_as_delivered";
    }>;
    text: z.ZodString;
  }, z.core.$strip>>;
}, z.core.$strip>;

type OrderState = (typeof orderStates)[number];

/** The meaning of each state for the customer; a state without one does not compile. */
const orderStateMeaning: {
  readonly awaiting_approval: {
    readonly payment: "Pending";
    readonly settled: false;
    readonly text: "Waiting for your approval at PayPal.";
  };
  readonly approved: {
    readonly payment: "Pending";
    readonly settled: false;
    readonly text: "You approved the payment. No money was taken yet; it is being collected now.";
  };
  readonly capture_pending: {
    readonly payment: "Pending";
    readonly settled: false;
    readonly text: "PayPal has not released your payment yet. Your cluster is ordered as soon as it has.";
  };
  readonly captured: {
    readonly payment: "Paid";
    readonly settled: false;
    readonly text: "Paid. Your cluster is being ordered.";
  };
  readonly provisioned: {
    readonly payment: "Paid";
    readonly settled: true;
    readonly text: "Paid, and your cluster is being provisioned.";
  };
  readonly capture_failed: {
    readonly payment: "Failed";
    readonly settled: true;
    readonly text: "PayPal declined the payment. No money was taken.";
  };
  readonly expired: {
    readonly payment: "Failed";
    readonly settled: true;
    readonly text: "The payment was not completed in time. No money was taken; please order again.";
  };
  readonly refunding: {
    readonly payment: "Failed";
    readonly settled: false;
    readonly text: "Your payment is being refunded; this can take a few days. You do not need to do anything.";
  };
  readonly refunded: {
    readonly payment: "Failed";
    readonly settled: true;
    readonly text: "Your payment was refunded.";
  };
  readonly needs_attention: {
    readonly payment: "Pending";
    readonly settled: true;
    readonly text: "Your order needs manual review. Our team is reviewing it; you do not need to pay again.";
  };
  readonly closed: {
    readonly payment: "Failed";
    readonly settled: true;
    readonly text: "Our team has closed your order. No funds are held for this order.";
  };
};

/**
 * The states of an order, separate from PayPal's statuses. `capture_pending` lasts until PayPal
 * decides; `needs_attention` is in manual review; an operator has closed a `closed` order, and no
 * funds are held for it.
 */
const orderStates: readonly ["awaiting_approval", "approved", "capture_pending", "captured", "provisioned", "capture_failed", "expired", "refunding", "refunded", "needs_attention", "closed"];

/** One of our states of an order. */
const orderStateSchema: z.ZodEnum<{
  approved: "approved";
  awaiting_approval: "awaiting_approval";
  capture_failed: "capture_failed";
  capture_pending: "capture_pending";
  captured: "captured";
  closed: "closed";
  expired: "expired";
  needs_attention: "needs_attention";
  provisioned: "provisioned";
  refunded: "refunded";
  refunding: "refunding";
}>;

/**
 * An update of an order. `version` counts from 1 without gaps. `settled`: no further update follows
 * by itself.
 */
const orderUpdateSchema: z.ZodObject<{
  order_id: z.ZodString;
  version: z.ZodInt;
  state: z.ZodEnum<{
    approved: "approved";
    awaiting_approval: "awaiting_approval";
    capture_failed: "capture_failed";
    capture_pending: "capture_pending";
    captured: "captured";
    closed: "closed";
    expired: "expired";
    needs_attention: "needs_attention";
    provisioned: "provisioned";
    refunded: "refunded";
    refunding: "refunding";
  }>;
  settled: z.ZodBoolean;
  problem: z.ZodNullable<z.ZodString>;
  problem_code: z.ZodNullable<z.ZodEnum<{
    approval_incomplete: "approval_incomplete";
    approved_payment_missing: "approved_payment_missing";
    capture_rejected: "capture_rejected";
    capture_unanswered: "capture_unanswered";
    delivered_unpaid: "delivered_unpaid";
    delivery_rejected: "delivery_rejected";
    delivery_unanswered: "delivery_unanswered";
    duplicate_payment_held: "duplicate_payment_held";
    duplicate_purchase_ended: "duplicate_purchase_ended";
    held_for_bank: "held_for_bank";
    held_for_dispute: "held_for_dispute";
    held_for_merchant: "held_for_merchant";
    held_for_payer: "held_for_payer";
    held_for_review: "held_for_review";
    order_not_shown: "order_not_shown";
    partial_refund_decided: "partial_refund_decided";
    partly_refunded: "partly_refunded";
    payment_already_refunded: "payment_already_refunded";
    payment_declined: "payment_declined";
    payment_details_missing: "payment_details_missing";
    payment_method_declined: "payment_method_declined";
    payment_of_another_amount: "payment_of_another_amount";
    payment_of_another_order: "payment_of_another_order";
    payment_of_two_orders: "payment_of_two_orders";
    payment_returned: "payment_returned";
    payment_reversed: "payment_reversed";
    payment_to_another_payee: "payment_to_another_payee";
    refund_decided: "refund_decided";
    refund_failed: "refund_failed";
    refund_rejected: "refund_rejected";
    refunded_outside_paypal: "refunded_outside_paypal";
    refunded_possibly_delivered: "refunded_possibly_delivered";
  }>>;
  time: z.ZodISODateTime;
}, z.core.$strip>;

/**
 * The amount of an order without its VAT, and the VAT, at the rate when it was created; `null` for
 * an order of a release without VAT.
 */
const orderVatFields: {
  net_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat_amount: z.ZodNullable<z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>>;
  vat: z.ZodNullable<z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
};

/**
 * Minor units (cents, or yen) of a decimal string; `undefined` when the text is not an amount
 * of that currency. Padding zeros beyond the exponent are accepted: some hosts send "5.00" for JPY.
 */
function parseMoney(money: Money): bigint | undefined;

type PaymentStatus = (typeof paymentStatuses)[number];

/** Paid / Pending / Failed, as the console's payment history shows it. */
const paymentStatuses: readonly ["Paid", "Pending", "Failed"];

/** What happened to the money of an order, in the words of a payment history. */
const paymentSummaries: readonly ["Paid", "Pending", "Failed", "Refunded", "Partly refunded"];

type PaymentSummary = (typeof paymentSummaries)[number];

/**
 * The currencies that PayPal accepts from any merchant; it rejects others when an order is created.
 */
const paypalCurrencies: readonly string[];

/** PayPal's own order statuses; ours are `orderStates`. */
const paypalOrderStatusSchema: z.ZodEnum<{
  APPROVED: "APPROVED";
  COMPLETED: "COMPLETED";
  CREATED: "CREATED";
  PAYER_ACTION_REQUIRED: "PAYER_ACTION_REQUIRED";
  SAVED: "SAVED";
  VOIDED: "VOIDED";
}>;

/** The details on which the price depends. Storages are whole gigabytes. */
type PricedDetails = Readonly<Omit<Pick<StoredDetails, OptionName>, "monitoring_storage">> & {
  readonly monitoring_storage?: number | undefined;
};

/** One line of the price, in minor units. */
interface PriceLine {
  readonly item: BillItem;
  readonly quantity: number;
  readonly unitMinorUnits: bigint;
  /** Of all units. */
  readonly minorUnits: bigint;
}

/**
 * The price in lines. Monitoring storage costs nothing without monitoring.
 * @throws RangeError when a price or storage is not a whole number: validate first.
 */
function priceLines(details: PricedDetails, prices: Prices, currencyCode: string): readonly PriceLine[];

/**
 * The prices of one currency, every currency that the price book has, and what applies to all of
 * them: the VAT and the seller.
 */
const priceListSchema: z.ZodObject<{
  basic: z.ZodInt;
  img_storage_price_unit: z.ZodInt;
  monitoring_option: z.ZodInt;
  monitoring_storage_price_unit: z.ZodInt;
  alerting_option: z.ZodInt;
  currencies: z.ZodArray<z.ZodString>;
  vat: z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>;
  seller: z.ZodNullable<z.ZodObject<{
    name: z.ZodString;
    address: z.ZodArray<z.ZodString>;
    siren: z.ZodNullable<z.ZodString>;
    vat_id: z.ZodNullable<z.ZodString>;
    email: z.ZodString;
    terms_url: z.ZodNullable<z.ZodString>;
  }, z.core.$strip>>;
}, z.core.$strip>;

/** The prices of one currency, each in whole units of it, as `GET /order/prices` returns them. */
type Prices = Readonly<z.output<typeof pricesSchema>>;

const pricesInputSchema: z.ZodOptional<z.ZodObject<{
  currency: z.ZodOptional<z.ZodString>;
}, z.core.$strip>>;

/** Whole units of the currency; the maximum keeps every total within PayPal's 15 digits. */
const pricesSchema: z.ZodObject<{
  basic: z.ZodInt;
  img_storage_price_unit: z.ZodInt;
  monitoring_option: z.ZodInt;
  monitoring_storage_price_unit: z.ZodInt;
  alerting_option: z.ZodInt;
}, z.core.$strip>;

/** The methods of tRPC's procedure builder that build a declared procedure. */
interface ProcedureBuilder {
  input(schema: z.ZodType): {
    output(schema: z.ZodType): {
      query(resolver: Resolver): AnyTRPCProcedure;
      mutation(resolver: Resolver): AnyTRPCProcedure;
    };
    subscription(resolver: Resolver): AnyTRPCProcedure;
  };
}

/**
 * One procedure as data; the router's type, the REST routes and the OpenAPI document derive from
 * it.
 */
interface ProcedureDeclaration {
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

type ProcedureOf<D extends ProcedureDeclaration> = D["kind"] extends "query" ? TRPCQueryProcedure<Types<D, z.output<D["output"]>>> : D["kind"] extends "mutation" ? TRPCMutationProcedure<Types<D, z.output<D["output"]>>> : TRPCSubscriptionProcedure<Types<D, AsyncIterable<ResumableEvent<z.output<D["output"]>>, void, unknown>>>;

/** Where a procedure is in the router, such as `order.create`. */
type ProcedurePath = { [Group in keyof Procedures$1]: `${Group}.${keyof Procedures$1[Group] & string}`; }[keyof Procedures$1];

/** Builds every procedure of the contract, with the access, schemas and kind that it declares. */
function procedureRecord<Options>(implementation: Implementation<Options>): ProcedureRecord;

/** The procedures of a router that has the contract's shape. */
type ProcedureRecord = { [Group in keyof Procedures]: { [Name in keyof Procedures[Group]]: Procedures[Group][Name] extends ProcedureDeclaration ? ProcedureOf<Procedures[Group][Name]> : never; }; };

/** Every procedure of the service, declared once. */
const procedures: {
  readonly order: {
    readonly prices: {
      readonly kind: "query";
      readonly access: "public";
      readonly summary: "Returns the prices in a currency, in whole units of it.";
      readonly input: z.ZodOptional<z.ZodObject<{
        currency: z.ZodOptional<z.ZodString>;
      }, z.core.$strip>>;
      readonly output: z.ZodObject<{
        basic: z.ZodInt;
        img_storage_price_unit: z.ZodInt;
        monitoring_option: z.ZodInt;
        monitoring_storage_price_unit: z.ZodInt;
        alerting_option: z.ZodInt;
        currencies: z.ZodArray<z.ZodString>;
        vat: z.ZodObject<{
          country: z.ZodString;
          rate: z.ZodString;
          included: z.ZodBoolean;
          reason: z.ZodNullable<z.ZodObject<{
            en: z.ZodString;
            fr: z.ZodString;
          }, z.core.$strip>>;
        }, z.core.$strip>;
        seller: z.ZodNullable<z.ZodObject<{
          name: z.ZodString;
          address: z.ZodArray<z.ZodString>;
          siren: z.ZodNullable<z.ZodString>;
          vat_id: z.ZodNullable<z.ZodString>;
          email: z.ZodString;
          terms_url: z.ZodNullable<z.ZodString>;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "too_many_requests"];
      readonly rest: {
        readonly method: "GET";
        readonly path: "/order/prices";
        readonly body: z.ZodObject<{
          basic: z.ZodInt;
          img_storage_price_unit: z.ZodInt;
          monitoring_option: z.ZodInt;
          monitoring_storage_price_unit: z.ZodInt;
          alerting_option: z.ZodInt;
        }, z.core.$strip>;
      };
    };
    readonly create: {
      readonly kind: "mutation";
      readonly access: "user";
      readonly summary: "Prices an order and creates it at PayPal, where the payer approves it.";
      readonly input: z.ZodObject<{
        order_details: z.ZodPipe<z.ZodObject<{
          user_id: z.ZodString;
          cluster_name: z.ZodString;
          images_storage: z.ZodInt;
          has_monitoring: z.ZodBoolean;
          has_alerting: z.ZodBoolean;
          monitoring_storage: z.ZodOptional<z.ZodInt>;
        }, z.core.$strip>, z.ZodTransform<{
          user_id: string;
          cluster_name: string;
          images_storage: number;
          has_monitoring: boolean;
          has_alerting: boolean;
          monitoring_storage?: number | undefined;
        } & {
          readonly monitoring_storage: number;
        }, {
          user_id: string;
          cluster_name: string;
          images_storage: number;
          has_monitoring: boolean;
          has_alerting: boolean;
          monitoring_storage?: number | undefined;
        }>>;
        currency: z.ZodString;
        amount: z.ZodOptional<z.ZodUnknown>;
        expected_amount: z.ZodOptional<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        return_url: z.ZodOptional<z.ZodURL>;
        cancel_url: z.ZodOptional<z.ZodURL>;
        locale: z.ZodOptional<z.ZodString>;
        idempotency_key: z.ZodOptional<z.ZodString>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        order_id: z.ZodString;
        status: z.ZodEnum<{
          APPROVED: "APPROVED";
          COMPLETED: "COMPLETED";
          CREATED: "CREATED";
          PAYER_ACTION_REQUIRED: "PAYER_ACTION_REQUIRED";
          SAVED: "SAVED";
          VOIDED: "VOIDED";
        }>;
        approve_url: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "paypal_refused", "paypal_unavailable", "paypal_timeout", "forbidden", "idempotency_key_reused", "cluster_name_taken", "price_changed", "too_many_open_orders"];
      readonly rest: {
        readonly method: "POST";
        readonly path: "/order/create";
        readonly body: z.ZodObject<{
          order_id: z.ZodString;
          status: z.ZodEnum<{
            APPROVED: "APPROVED";
            COMPLETED: "COMPLETED";
            CREATED: "CREATED";
            PAYER_ACTION_REQUIRED: "PAYER_ACTION_REQUIRED";
            SAVED: "SAVED";
            VOIDED: "VOIDED";
          }>;
        }, z.core.$strip>;
      };
    };
    readonly approve: {
      readonly kind: "mutation";
      readonly access: "user";
      readonly summary: "Verifies the payer's approval at PayPal. If the order is approved, the service captures the payment and delivers the order.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        id: z.ZodString;
        status: z.ZodEnum<{
          APPROVED: "APPROVED";
          COMPLETED: "COMPLETED";
        }>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "paypal_refused", "paypal_unavailable", "paypal_timeout", "order_not_found", "order_not_approved", "order_expired", "payment_declined", "payment_mismatch", "duplicate_purchase"];
      readonly rest: {
        readonly method: "POST";
        readonly path: "/order/approve";
        readonly body: z.ZodObject<{
          id: z.ZodString;
          status: z.ZodEnum<{
            APPROVED: "APPROVED";
            COMPLETED: "COMPLETED";
          }>;
        }, z.core.$strip>;
      };
    };
    readonly get: {
      readonly kind: "query";
      readonly access: "user";
      readonly summary: "Reads the current state of one order.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        net_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        vat_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        vat: z.ZodNullable<z.ZodObject<{
          country: z.ZodString;
          rate: z.ZodString;
          included: z.ZodBoolean;
          reason: z.ZodNullable<z.ZodObject<{
            en: z.ZodString;
            fr: z.ZodString;
          }, z.core.$strip>>;
        }, z.core.$strip>>;
        order_id: z.ZodString;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        payment_status: z.ZodEnum<{
          Failed: "Failed";
          Paid: "Paid";
          Pending: "Pending";
        }>;
        payment_summary: z.ZodEnum<{
          Failed: "Failed";
          Paid: "Paid";
          "Partly refunded": "Partly refunded";
          Pending: "Pending";
          Refunded: "Refunded";
        }>;
        version: z.ZodInt;
        amount: z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>;
        lines: z.ZodNullable<z.ZodArray<z.ZodObject<{
          item: z.ZodEnum<{
            basic: "basic";
            has_alerting: "has_alerting";
            has_monitoring: "has_monitoring";
            images_storage: "images_storage";
            monitoring_storage: "monitoring_storage";
          }>;
          quantity: z.ZodInt;
          unit_amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
        }, z.core.$strip>>>;
        order_details: z.ZodObject<{
          user_id: z.ZodString;
          cluster_name: z.ZodString;
          images_storage: z.ZodInt;
          has_monitoring: z.ZodBoolean;
          monitoring_storage: z.ZodInt;
          has_alerting: z.ZodBoolean;
        }, z.core.$strip>;
        payee_email: z.ZodNullable<z.ZodString>;
        approve_url: z.ZodNullable<z.ZodString>;
        web_order_id: z.ZodNullable<z.ZodInt>;
        problem: z.ZodNullable<z.ZodString>;
        problem_code: z.ZodNullable<z.ZodEnum<{
          approval_incomplete: "approval_incomplete";
          approved_payment_missing: "approved_payment_missing";
          capture_rejected: "capture_rejected";
          capture_unanswered: "capture_unanswered";
          delivered_unpaid: "delivered_unpaid";
          delivery_rejected: "delivery_rejected";
          delivery_unanswered: "delivery_unanswered";
          duplicate_payment_held: "duplicate_payment_held";
          duplicate_purchase_ended: "duplicate_purchase_ended";
          held_for_bank: "held_for_bank";
          held_for_dispute: "held_for_dispute";
          held_for_merchant: "held_for_merchant";
          held_for_payer: "held_for_payer";
          held_for_review: "held_for_review";
          order_not_shown: "order_not_shown";
          partial_refund_decided: "partial_refund_decided";
          partly_refunded: "partly_refunded";
          payment_already_refunded: "payment_already_refunded";
          payment_declined: "payment_declined";
          payment_details_missing: "payment_details_missing";
          payment_method_declined: "payment_method_declined";
          payment_of_another_amount: "payment_of_another_amount";
          payment_of_another_order: "payment_of_another_order";
          payment_of_two_orders: "payment_of_two_orders";
          payment_returned: "payment_returned";
          payment_reversed: "payment_reversed";
          payment_to_another_payee: "payment_to_another_payee";
          refund_decided: "refund_decided";
          refund_failed: "refund_failed";
          refund_rejected: "refund_rejected";
          refunded_outside_paypal: "refunded_outside_paypal";
          refunded_possibly_delivered: "refunded_possibly_delivered";
        }>>;
        duplicate_of: z.ZodNullable<z.ZodString>;
        create_time: z.ZodISODateTime;
        approve_before: z.ZodISODateTime;
        paid_time: z.ZodNullable<z.ZodISODateTime>;
        provisioned_time: z.ZodNullable<z.ZodISODateTime>;
        refunded_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        history: z.ZodArray<z.ZodObject<{
          time: z.ZodISODateTime;
          event: z.ZodEnum<{
            approval_needed: "approval_needed";
            approval_timed_out: "approval_timed_out";
            capture_completed: "capture_completed";
            capture_declined: "capture_declined";
            capture_mismatched: "capture_mismatched";
            capture_pending: "capture_pending";
            capture_refused: "capture_refused";
            capture_retried: "capture_retried";
            capture_reversed: "capture_reversed";
            closed: "closed";
            conflict_found: "conflict_found";
            created: "created";
            delivered: "delivered";
            delivery_refused: "delivery_refused";
            delivery_retried: "delivery_retried";
            dispute_closed: "dispute_closed";
            dispute_opened: "dispute_opened";
            duplicate_paid: "duplicate_paid";
            fully_refunded: "fully_refunded";
            gave_up: "gave_up";
            order_gone: "order_gone";
            paid_back_outside: "paid_back_outside";
            partly_refunded: "partly_refunded";
            payer_approved: "payer_approved";
            payment_refused: "payment_refused";
            payment_reversed: "payment_reversed";
            purchase_refused: "purchase_refused";
            refund_failed: "refund_failed";
            refund_requested: "refund_requested";
            refund_short: "refund_short";
            reversal_cancelled: "reversal_cancelled";
            settled_as_delivered: "settled_as_delivered";
          }>;
          text: z.ZodString;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "order_not_found"];
    };
    readonly list: {
      readonly kind: "query";
      readonly access: "user";
      readonly summary: "Lists the caller's orders, newest first, in pages.";
      readonly input: z.ZodOptional<z.ZodObject<{
        user_id: z.ZodOptional<z.ZodString>;
        payment: z.ZodOptional<z.ZodEnum<{
          Failed: "Failed";
          Paid: "Paid";
          "Partly refunded": "Partly refunded";
          Pending: "Pending";
          Refunded: "Refunded";
        }>>;
        cluster_name: z.ZodOptional<z.ZodString>;
        created_from: z.ZodOptional<z.ZodISODateTime>;
        created_before: z.ZodOptional<z.ZodISODateTime>;
        limit: z.ZodOptional<z.ZodInt>;
        after: z.ZodOptional<z.ZodString>;
      }, z.core.$strip>>;
      readonly output: z.ZodObject<{
        orders: z.ZodArray<z.ZodObject<{
          net_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          vat_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          vat: z.ZodNullable<z.ZodObject<{
            country: z.ZodString;
            rate: z.ZodString;
            included: z.ZodBoolean;
            reason: z.ZodNullable<z.ZodObject<{
              en: z.ZodString;
              fr: z.ZodString;
            }, z.core.$strip>>;
          }, z.core.$strip>>;
          order_id: z.ZodString;
          state: z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>;
          payment_summary: z.ZodEnum<{
            Failed: "Failed";
            Paid: "Paid";
            "Partly refunded": "Partly refunded";
            Pending: "Pending";
            Refunded: "Refunded";
          }>;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          order_details: z.ZodObject<{
            user_id: z.ZodString;
            cluster_name: z.ZodString;
            images_storage: z.ZodInt;
            has_monitoring: z.ZodBoolean;
            monitoring_storage: z.ZodInt;
            has_alerting: z.ZodBoolean;
          }, z.core.$strip>;
          payee_email: z.ZodNullable<z.ZodString>;
          create_time: z.ZodISODateTime;
          paid_time: z.ZodNullable<z.ZodISODateTime>;
          refunded_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          payment_method: z.ZodLiteral<"PayPal">;
        }, z.core.$strip>>;
        next: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden"];
      readonly rest: {
        readonly method: "GET";
        readonly path: "/orders";
        readonly body: z.ZodObject<{
          orders: z.ZodArray<z.ZodObject<{
            net_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            vat_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            vat: z.ZodNullable<z.ZodObject<{
              country: z.ZodString;
              rate: z.ZodString;
              included: z.ZodBoolean;
              reason: z.ZodNullable<z.ZodObject<{
                en: z.ZodString;
                fr: z.ZodString;
              }, z.core.$strip>>;
            }, z.core.$strip>>;
            order_id: z.ZodString;
            state: z.ZodEnum<{
              approved: "approved";
              awaiting_approval: "awaiting_approval";
              capture_failed: "capture_failed";
              capture_pending: "capture_pending";
              captured: "captured";
              closed: "closed";
              expired: "expired";
              needs_attention: "needs_attention";
              provisioned: "provisioned";
              refunded: "refunded";
              refunding: "refunding";
            }>;
            payment_summary: z.ZodEnum<{
              Failed: "Failed";
              Paid: "Paid";
              "Partly refunded": "Partly refunded";
              Pending: "Pending";
              Refunded: "Refunded";
            }>;
            amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            order_details: z.ZodObject<{
              user_id: z.ZodString;
              cluster_name: z.ZodString;
              images_storage: z.ZodInt;
              has_monitoring: z.ZodBoolean;
              monitoring_storage: z.ZodInt;
              has_alerting: z.ZodBoolean;
            }, z.core.$strip>;
            payee_email: z.ZodNullable<z.ZodString>;
            create_time: z.ZodISODateTime;
            paid_time: z.ZodNullable<z.ZodISODateTime>;
            refunded_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            payment_method: z.ZodLiteral<"PayPal">;
          }, z.core.$strip>>;
          next: z.ZodNullable<z.ZodString>;
        }, z.core.$strip>;
      };
    };
    readonly receipt: {
      readonly kind: "query";
      readonly access: "user";
      readonly summary: "Returns the receipt of an order's payment, and the credit notes of its refunds; none before the payment.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        documents: z.ZodArray<z.ZodObject<{
          number: z.ZodString;
          kind: z.ZodEnum<{
            credit_note: "credit_note";
            receipt: "receipt";
          }>;
          issued_time: z.ZodISODateTime;
          seller: z.ZodObject<{
            name: z.ZodString;
            address: z.ZodArray<z.ZodString>;
            siren: z.ZodNullable<z.ZodString>;
            vat_id: z.ZodNullable<z.ZodString>;
            email: z.ZodString;
            terms_url: z.ZodNullable<z.ZodString>;
          }, z.core.$strip>;
          buyer: z.ZodObject<{
            user_id: z.ZodString;
          }, z.core.$strip>;
          order_id: z.ZodString;
          capture_id: z.ZodString;
          refund_id: z.ZodNullable<z.ZodString>;
          corrects: z.ZodNullable<z.ZodString>;
          paid_time: z.ZodISODateTime;
          payment_method: z.ZodLiteral<"PayPal">;
          cluster_name: z.ZodString;
          lines: z.ZodArray<z.ZodObject<{
            item: z.ZodEnum<{
              basic: "basic";
              has_alerting: "has_alerting";
              has_monitoring: "has_monitoring";
              images_storage: "images_storage";
              monitoring_storage: "monitoring_storage";
            }>;
            quantity: z.ZodInt;
            unit_amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
          }, z.core.$strip>>;
          net_amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          vat_amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          total_amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          vat: z.ZodObject<{
            country: z.ZodString;
            rate: z.ZodString;
            included: z.ZodBoolean;
            reason: z.ZodNullable<z.ZodObject<{
              en: z.ZodString;
              fr: z.ZodString;
            }, z.core.$strip>>;
          }, z.core.$strip>;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "order_not_found"];
      readonly rest: {
        readonly method: "GET";
        readonly path: "/orders/receipt";
        readonly body: z.ZodObject<{
          documents: z.ZodArray<z.ZodObject<{
            number: z.ZodString;
            kind: z.ZodEnum<{
              credit_note: "credit_note";
              receipt: "receipt";
            }>;
            issued_time: z.ZodISODateTime;
            seller: z.ZodObject<{
              name: z.ZodString;
              address: z.ZodArray<z.ZodString>;
              siren: z.ZodNullable<z.ZodString>;
              vat_id: z.ZodNullable<z.ZodString>;
              email: z.ZodString;
              terms_url: z.ZodNullable<z.ZodString>;
            }, z.core.$strip>;
            buyer: z.ZodObject<{
              user_id: z.ZodString;
            }, z.core.$strip>;
            order_id: z.ZodString;
            capture_id: z.ZodString;
            refund_id: z.ZodNullable<z.ZodString>;
            corrects: z.ZodNullable<z.ZodString>;
            paid_time: z.ZodISODateTime;
            payment_method: z.ZodLiteral<"PayPal">;
            cluster_name: z.ZodString;
            lines: z.ZodArray<z.ZodObject<{
              item: z.ZodEnum<{
                basic: "basic";
                has_alerting: "has_alerting";
                has_monitoring: "has_monitoring";
                images_storage: "images_storage";
                monitoring_storage: "monitoring_storage";
              }>;
              quantity: z.ZodInt;
              unit_amount: z.ZodObject<{
                currency_code: z.ZodString;
                value: z.ZodString;
              }, z.core.$strip>;
              amount: z.ZodObject<{
                currency_code: z.ZodString;
                value: z.ZodString;
              }, z.core.$strip>;
            }, z.core.$strip>>;
            net_amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            vat_amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            total_amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            vat: z.ZodObject<{
              country: z.ZodString;
              rate: z.ZodString;
              included: z.ZodBoolean;
              reason: z.ZodNullable<z.ZodObject<{
                en: z.ZodString;
                fr: z.ZodString;
              }, z.core.$strip>>;
            }, z.core.$strip>;
          }, z.core.$strip>>;
        }, z.core.$strip>;
      };
    };
    readonly watch: {
      readonly kind: "subscription";
      readonly access: "user";
      readonly summary: "Streams the updates of an order, from the first or after lastEventId, until it is settled.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
        lastEventId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        order_id: z.ZodString;
        version: z.ZodInt;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        settled: z.ZodBoolean;
        problem: z.ZodNullable<z.ZodString>;
        problem_code: z.ZodNullable<z.ZodEnum<{
          approval_incomplete: "approval_incomplete";
          approved_payment_missing: "approved_payment_missing";
          capture_rejected: "capture_rejected";
          capture_unanswered: "capture_unanswered";
          delivered_unpaid: "delivered_unpaid";
          delivery_rejected: "delivery_rejected";
          delivery_unanswered: "delivery_unanswered";
          duplicate_payment_held: "duplicate_payment_held";
          duplicate_purchase_ended: "duplicate_purchase_ended";
          held_for_bank: "held_for_bank";
          held_for_dispute: "held_for_dispute";
          held_for_merchant: "held_for_merchant";
          held_for_payer: "held_for_payer";
          held_for_review: "held_for_review";
          order_not_shown: "order_not_shown";
          partial_refund_decided: "partial_refund_decided";
          partly_refunded: "partly_refunded";
          payment_already_refunded: "payment_already_refunded";
          payment_declined: "payment_declined";
          payment_details_missing: "payment_details_missing";
          payment_method_declined: "payment_method_declined";
          payment_of_another_amount: "payment_of_another_amount";
          payment_of_another_order: "payment_of_another_order";
          payment_of_two_orders: "payment_of_two_orders";
          payment_returned: "payment_returned";
          payment_reversed: "payment_reversed";
          payment_to_another_payee: "payment_to_another_payee";
          refund_decided: "refund_decided";
          refund_failed: "refund_failed";
          refund_rejected: "refund_rejected";
          refunded_outside_paypal: "refunded_outside_paypal";
          refunded_possibly_delivered: "refunded_possibly_delivered";
        }>>;
        time: z.ZodISODateTime;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "order_not_found"];
    };
  };
  readonly events: {
    readonly list: {
      readonly kind: "query";
      readonly access: "service";
      readonly summary: "Lists the events of all orders in the order of the feed, oldest first, in pages.";
      readonly input: z.ZodOptional<z.ZodObject<{
        after: z.ZodOptional<z.ZodString>;
        types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
          approval_needed: "approval_needed";
          approval_timed_out: "approval_timed_out";
          capture_completed: "capture_completed";
          capture_declined: "capture_declined";
          capture_mismatched: "capture_mismatched";
          capture_pending: "capture_pending";
          capture_refused: "capture_refused";
          capture_retried: "capture_retried";
          capture_reversed: "capture_reversed";
          closed: "closed";
          conflict_found: "conflict_found";
          created: "created";
          delivered: "delivered";
          delivery_refused: "delivery_refused";
          delivery_retried: "delivery_retried";
          dispute_closed: "dispute_closed";
          dispute_opened: "dispute_opened";
          duplicate_paid: "duplicate_paid";
          fully_refunded: "fully_refunded";
          gave_up: "gave_up";
          order_gone: "order_gone";
          paid_back_outside: "paid_back_outside";
          partly_refunded: "partly_refunded";
          payer_approved: "payer_approved";
          payment_refused: "payment_refused";
          payment_reversed: "payment_reversed";
          purchase_refused: "purchase_refused";
          refund_failed: "refund_failed";
          refund_requested: "refund_requested";
          refund_short: "refund_short";
          reversal_cancelled: "reversal_cancelled";
          settled_as_delivered: "settled_as_delivered";
        }>>>;
        user_id: z.ZodOptional<z.ZodString>;
        limit: z.ZodOptional<z.ZodInt>;
      }, z.core.$strip>>;
      readonly output: z.ZodObject<{
        events: z.ZodArray<z.ZodObject<{
          order_id: z.ZodString;
          version: z.ZodInt;
          state: z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>;
          settled: z.ZodBoolean;
          problem_code: z.ZodNullable<z.ZodEnum<{
            approval_incomplete: "approval_incomplete";
            approved_payment_missing: "approved_payment_missing";
            capture_rejected: "capture_rejected";
            capture_unanswered: "capture_unanswered";
            delivered_unpaid: "delivered_unpaid";
            delivery_rejected: "delivery_rejected";
            delivery_unanswered: "delivery_unanswered";
            duplicate_payment_held: "duplicate_payment_held";
            duplicate_purchase_ended: "duplicate_purchase_ended";
            held_for_bank: "held_for_bank";
            held_for_dispute: "held_for_dispute";
            held_for_merchant: "held_for_merchant";
            held_for_payer: "held_for_payer";
            held_for_review: "held_for_review";
            order_not_shown: "order_not_shown";
            partial_refund_decided: "partial_refund_decided";
            partly_refunded: "partly_refunded";
            payment_already_refunded: "payment_already_refunded";
            payment_declined: "payment_declined";
            payment_details_missing: "payment_details_missing";
            payment_method_declined: "payment_method_declined";
            payment_of_another_amount: "payment_of_another_amount";
            payment_of_another_order: "payment_of_another_order";
            payment_of_two_orders: "payment_of_two_orders";
            payment_returned: "payment_returned";
            payment_reversed: "payment_reversed";
            payment_to_another_payee: "payment_to_another_payee";
            refund_decided: "refund_decided";
            refund_failed: "refund_failed";
            refund_rejected: "refund_rejected";
            refunded_outside_paypal: "refunded_outside_paypal";
            refunded_possibly_delivered: "refunded_possibly_delivered";
          }>>;
          time: z.ZodISODateTime;
          id: z.ZodString;
          cursor: z.ZodString;
          type: z.ZodEnum<{
            approval_needed: "approval_needed";
            approval_timed_out: "approval_timed_out";
            capture_completed: "capture_completed";
            capture_declined: "capture_declined";
            capture_mismatched: "capture_mismatched";
            capture_pending: "capture_pending";
            capture_refused: "capture_refused";
            capture_retried: "capture_retried";
            capture_reversed: "capture_reversed";
            closed: "closed";
            conflict_found: "conflict_found";
            created: "created";
            delivered: "delivered";
            delivery_refused: "delivery_refused";
            delivery_retried: "delivery_retried";
            dispute_closed: "dispute_closed";
            dispute_opened: "dispute_opened";
            duplicate_paid: "duplicate_paid";
            fully_refunded: "fully_refunded";
            gave_up: "gave_up";
            order_gone: "order_gone";
            paid_back_outside: "paid_back_outside";
            partly_refunded: "partly_refunded";
            payer_approved: "payer_approved";
            payment_refused: "payment_refused";
            payment_reversed: "payment_reversed";
            purchase_refused: "purchase_refused";
            refund_failed: "refund_failed";
            refund_requested: "refund_requested";
            refund_short: "refund_short";
            reversal_cancelled: "reversal_cancelled";
            settled_as_delivered: "settled_as_delivered";
          }>;
          payment_status: z.ZodEnum<{
            Failed: "Failed";
            Paid: "Paid";
            Pending: "Pending";
          }>;
          payment_summary: z.ZodEnum<{
            Failed: "Failed";
            Paid: "Paid";
            "Partly refunded": "Partly refunded";
            Pending: "Pending";
            Refunded: "Refunded";
          }>;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          captured_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          refunded_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          reversed_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          disputed: z.ZodBoolean;
          duplicate_of: z.ZodNullable<z.ZodString>;
          web_order_id: z.ZodNullable<z.ZodInt>;
          order_details: z.ZodObject<{
            user_id: z.ZodString;
            cluster_name: z.ZodString;
            images_storage: z.ZodInt;
            has_monitoring: z.ZodBoolean;
            monitoring_storage: z.ZodInt;
            has_alerting: z.ZodBoolean;
          }, z.core.$strip>;
        }, z.core.$strip>>;
        cursor: z.ZodString;
        has_more: z.ZodBoolean;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "cursor_expired"];
      readonly rest: {
        readonly method: "GET";
        readonly path: "/events";
        readonly body: z.ZodObject<{
          events: z.ZodArray<z.ZodObject<{
            order_id: z.ZodString;
            version: z.ZodInt;
            state: z.ZodEnum<{
              approved: "approved";
              awaiting_approval: "awaiting_approval";
              capture_failed: "capture_failed";
              capture_pending: "capture_pending";
              captured: "captured";
              closed: "closed";
              expired: "expired";
              needs_attention: "needs_attention";
              provisioned: "provisioned";
              refunded: "refunded";
              refunding: "refunding";
            }>;
            settled: z.ZodBoolean;
            problem_code: z.ZodNullable<z.ZodEnum<{
              approval_incomplete: "approval_incomplete";
              approved_payment_missing: "approved_payment_missing";
              capture_rejected: "capture_rejected";
              capture_unanswered: "capture_unanswered";
              delivered_unpaid: "delivered_unpaid";
              delivery_rejected: "delivery_rejected";
              delivery_unanswered: "delivery_unanswered";
              duplicate_payment_held: "duplicate_payment_held";
              duplicate_purchase_ended: "duplicate_purchase_ended";
              held_for_bank: "held_for_bank";
              held_for_dispute: "held_for_dispute";
              held_for_merchant: "held_for_merchant";
              held_for_payer: "held_for_payer";
              held_for_review: "held_for_review";
              order_not_shown: "order_not_shown";
              partial_refund_decided: "partial_refund_decided";
              partly_refunded: "partly_refunded";
              payment_already_refunded: "payment_already_refunded";
              payment_declined: "payment_declined";
              payment_details_missing: "payment_details_missing";
              payment_method_declined: "payment_method_declined";
              payment_of_another_amount: "payment_of_another_amount";
              payment_of_another_order: "payment_of_another_order";
              payment_of_two_orders: "payment_of_two_orders";
              payment_returned: "payment_returned";
              payment_reversed: "payment_reversed";
              payment_to_another_payee: "payment_to_another_payee";
              refund_decided: "refund_decided";
              refund_failed: "refund_failed";
              refund_rejected: "refund_rejected";
              refunded_outside_paypal: "refunded_outside_paypal";
              refunded_possibly_delivered: "refunded_possibly_delivered";
            }>>;
            time: z.ZodISODateTime;
            id: z.ZodString;
            cursor: z.ZodString;
            type: z.ZodEnum<{
              approval_needed: "approval_needed";
              approval_timed_out: "approval_timed_out";
              capture_completed: "capture_completed";
              capture_declined: "capture_declined";
              capture_mismatched: "capture_mismatched";
              capture_pending: "capture_pending";
              capture_refused: "capture_refused";
              capture_retried: "capture_retried";
              capture_reversed: "capture_reversed";
              closed: "closed";
              conflict_found: "conflict_found";
              created: "created";
              delivered: "delivered";
              delivery_refused: "delivery_refused";
              delivery_retried: "delivery_retried";
              dispute_closed: "dispute_closed";
              dispute_opened: "dispute_opened";
              duplicate_paid: "duplicate_paid";
              fully_refunded: "fully_refunded";
              gave_up: "gave_up";
              order_gone: "order_gone";
              paid_back_outside: "paid_back_outside";
              partly_refunded: "partly_refunded";
              payer_approved: "payer_approved";
              payment_refused: "payment_refused";
              payment_reversed: "payment_reversed";
              purchase_refused: "purchase_refused";
              refund_failed: "refund_failed";
              refund_requested: "refund_requested";
              refund_short: "refund_short";
              reversal_cancelled: "reversal_cancelled";
              settled_as_delivered: "settled_as_delivered";
            }>;
            payment_status: z.ZodEnum<{
              Failed: "Failed";
              Paid: "Paid";
              Pending: "Pending";
            }>;
            payment_summary: z.ZodEnum<{
              Failed: "Failed";
              Paid: "Paid";
              "Partly refunded": "Partly refunded";
              Pending: "Pending";
              Refunded: "Refunded";
            }>;
            amount: z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>;
            captured_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            refunded_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            reversed_amount: z.ZodNullable<z.ZodObject<{
              currency_code: z.ZodString;
              value: z.ZodString;
            }, z.core.$strip>>;
            disputed: z.ZodBoolean;
            duplicate_of: z.ZodNullable<z.ZodString>;
            web_order_id: z.ZodNullable<z.ZodInt>;
            order_details: z.ZodObject<{
              user_id: z.ZodString;
              cluster_name: z.ZodString;
              images_storage: z.ZodInt;
              has_monitoring: z.ZodBoolean;
              monitoring_storage: z.ZodInt;
              has_alerting: z.ZodBoolean;
            }, z.core.$strip>;
          }, z.core.$strip>>;
          cursor: z.ZodString;
          has_more: z.ZodBoolean;
        }, z.core.$strip>;
      };
    };
    readonly watch: {
      readonly kind: "subscription";
      readonly access: "service";
      readonly summary: "Streams the events of all orders in pages, after lastEventId or a cursor, and those to come.";
      readonly input: z.ZodOptional<z.ZodObject<{
        after: z.ZodOptional<z.ZodString>;
        types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
          approval_needed: "approval_needed";
          approval_timed_out: "approval_timed_out";
          capture_completed: "capture_completed";
          capture_declined: "capture_declined";
          capture_mismatched: "capture_mismatched";
          capture_pending: "capture_pending";
          capture_refused: "capture_refused";
          capture_retried: "capture_retried";
          capture_reversed: "capture_reversed";
          closed: "closed";
          conflict_found: "conflict_found";
          created: "created";
          delivered: "delivered";
          delivery_refused: "delivery_refused";
          delivery_retried: "delivery_retried";
          dispute_closed: "dispute_closed";
          dispute_opened: "dispute_opened";
          duplicate_paid: "duplicate_paid";
          fully_refunded: "fully_refunded";
          gave_up: "gave_up";
          order_gone: "order_gone";
          paid_back_outside: "paid_back_outside";
          partly_refunded: "partly_refunded";
          payer_approved: "payer_approved";
          payment_refused: "payment_refused";
          payment_reversed: "payment_reversed";
          purchase_refused: "purchase_refused";
          refund_failed: "refund_failed";
          refund_requested: "refund_requested";
          refund_short: "refund_short";
          reversal_cancelled: "reversal_cancelled";
          settled_as_delivered: "settled_as_delivered";
        }>>>;
        user_id: z.ZodOptional<z.ZodString>;
        lastEventId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
      }, z.core.$strip>>;
      readonly output: z.ZodObject<{
        events: z.ZodArray<z.ZodObject<{
          order_id: z.ZodString;
          version: z.ZodInt;
          state: z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>;
          settled: z.ZodBoolean;
          problem_code: z.ZodNullable<z.ZodEnum<{
            approval_incomplete: "approval_incomplete";
            approved_payment_missing: "approved_payment_missing";
            capture_rejected: "capture_rejected";
            capture_unanswered: "capture_unanswered";
            delivered_unpaid: "delivered_unpaid";
            delivery_rejected: "delivery_rejected";
            delivery_unanswered: "delivery_unanswered";
            duplicate_payment_held: "duplicate_payment_held";
            duplicate_purchase_ended: "duplicate_purchase_ended";
            held_for_bank: "held_for_bank";
            held_for_dispute: "held_for_dispute";
            held_for_merchant: "held_for_merchant";
            held_for_payer: "held_for_payer";
            held_for_review: "held_for_review";
            order_not_shown: "order_not_shown";
            partial_refund_decided: "partial_refund_decided";
            partly_refunded: "partly_refunded";
            payment_already_refunded: "payment_already_refunded";
            payment_declined: "payment_declined";
            payment_details_missing: "payment_details_missing";
            payment_method_declined: "payment_method_declined";
            payment_of_another_amount: "payment_of_another_amount";
            payment_of_another_order: "payment_of_another_order";
            payment_of_two_orders: "payment_of_two_orders";
            payment_returned: "payment_returned";
            payment_reversed: "payment_reversed";
            payment_to_another_payee: "payment_to_another_payee";
            refund_decided: "refund_decided";
            refund_failed: "refund_failed";
            refund_rejected: "refund_rejected";
            refunded_outside_paypal: "refunded_outside_paypal";
            refunded_possibly_delivered: "refunded_possibly_delivered";
          }>>;
          time: z.ZodISODateTime;
          id: z.ZodString;
          cursor: z.ZodString;
          type: z.ZodEnum<{
            approval_needed: "approval_needed";
            approval_timed_out: "approval_timed_out";
            capture_completed: "capture_completed";
            capture_declined: "capture_declined";
            capture_mismatched: "capture_mismatched";
            capture_pending: "capture_pending";
            capture_refused: "capture_refused";
            capture_retried: "capture_retried";
            capture_reversed: "capture_reversed";
            closed: "closed";
            conflict_found: "conflict_found";
            created: "created";
            delivered: "delivered";
            delivery_refused: "delivery_refused";
            delivery_retried: "delivery_retried";
            dispute_closed: "dispute_closed";
            dispute_opened: "dispute_opened";
            duplicate_paid: "duplicate_paid";
            fully_refunded: "fully_refunded";
            gave_up: "gave_up";
            order_gone: "order_gone";
            paid_back_outside: "paid_back_outside";
            partly_refunded: "partly_refunded";
            payer_approved: "payer_approved";
            payment_refused: "payment_refused";
            payment_reversed: "payment_reversed";
            purchase_refused: "purchase_refused";
            refund_failed: "refund_failed";
            refund_requested: "refund_requested";
            refund_short: "refund_short";
            reversal_cancelled: "reversal_cancelled";
            settled_as_delivered: "settled_as_delivered";
          }>;
          payment_status: z.ZodEnum<{
            Failed: "Failed";
            Paid: "Paid";
            Pending: "Pending";
          }>;
          payment_summary: z.ZodEnum<{
            Failed: "Failed";
            Paid: "Paid";
            "Partly refunded": "Partly refunded";
            Pending: "Pending";
            Refunded: "Refunded";
          }>;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          captured_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          refunded_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          reversed_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          disputed: z.ZodBoolean;
          duplicate_of: z.ZodNullable<z.ZodString>;
          web_order_id: z.ZodNullable<z.ZodInt>;
          order_details: z.ZodObject<{
            user_id: z.ZodString;
            cluster_name: z.ZodString;
            images_storage: z.ZodInt;
            has_monitoring: z.ZodBoolean;
            monitoring_storage: z.ZodInt;
            has_alerting: z.ZodBoolean;
          }, z.core.$strip>;
        }, z.core.$strip>>;
        cursor: z.ZodString;
        has_more: z.ZodBoolean;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "cursor_expired"];
    };
  };
  readonly operator: {
    readonly orders: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Lists orders by state and age: those that need an operator or the merchant first, then those longest in their state.";
      readonly input: z.ZodOptional<z.ZodObject<{
        states: z.ZodOptional<z.ZodArray<z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>>>;
        disputed: z.ZodOptional<z.ZodLiteral<true>>;
        refund_under_way: z.ZodOptional<z.ZodLiteral<true>>;
        older_than_seconds: z.ZodOptional<z.ZodInt>;
        limit: z.ZodOptional<z.ZodInt>;
        after: z.ZodOptional<z.ZodString>;
      }, z.core.$strip>>;
      readonly output: z.ZodObject<{
        orders: z.ZodArray<z.ZodObject<{
          order_id: z.ZodString;
          state: z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>;
          version: z.ZodInt;
          user_id: z.ZodString;
          cluster_name: z.ZodString;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          captured_amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          disputed: z.ZodBoolean;
          pending_reason: z.ZodNullable<z.ZodString>;
          problem: z.ZodNullable<z.ZodString>;
          create_time: z.ZodISODateTime;
          state_since: z.ZodISODateTime;
        }, z.core.$strip>>;
        next: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found"];
    };
    readonly order: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Reads all data of one order, with the reason for its state and the next step.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        net_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        vat_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        vat: z.ZodNullable<z.ZodObject<{
          country: z.ZodString;
          rate: z.ZodString;
          included: z.ZodBoolean;
          reason: z.ZodNullable<z.ZodObject<{
            en: z.ZodString;
            fr: z.ZodString;
          }, z.core.$strip>>;
        }, z.core.$strip>>;
        order_id: z.ZodString;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        version: z.ZodInt;
        user_id: z.ZodString;
        cluster_name: z.ZodString;
        amount: z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>;
        captured_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        disputed: z.ZodBoolean;
        pending_reason: z.ZodNullable<z.ZodString>;
        problem: z.ZodNullable<z.ZodString>;
        create_time: z.ZodISODateTime;
        state_since: z.ZodISODateTime;
        custom_id: z.ZodString;
        order_details: z.ZodObject<{
          user_id: z.ZodString;
          cluster_name: z.ZodString;
          images_storage: z.ZodInt;
          has_monitoring: z.ZodBoolean;
          monitoring_storage: z.ZodInt;
          has_alerting: z.ZodBoolean;
        }, z.core.$strip>;
        capture_id: z.ZodNullable<z.ZodString>;
        refunded_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        reversed_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        refundable_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        delivery: z.ZodEnum<{
          answered: "answered";
          none: "none";
          open: "open";
        }>;
        web_order_id: z.ZodNullable<z.ZodInt>;
        situation: z.ZodString;
        next_step: z.ZodString;
        available_actions: z.ZodArray<z.ZodDiscriminatedUnion<[z.ZodObject<{
          action: z.ZodLiteral<"retry">;
          target: z.ZodEnum<{
            capture: "capture";
            delivery: "delivery";
            refund: "refund";
          }>;
          amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          effect: z.ZodString;
        }, z.core.$strip>, z.ZodObject<{
          action: z.ZodLiteral<"refund">;
          amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
          effect: z.ZodString;
        }, z.core.$strip>, z.ZodObject<{
          action: z.ZodLiteral<"close">;
          outcome: z.ZodEnum<{
            kept_for_cluster: "kept_for_cluster";
            no_money: "no_money";
            paid_back_outside: "paid_back_outside";
          }>;
          effect: z.ZodString;
        }, z.core.$strip>], "action">>;
        unavailable_actions: z.ZodArray<z.ZodObject<{
          action: z.ZodEnum<{
            close: "close";
            refund: "refund";
            retry: "retry";
          }>;
          obstacle: z.ZodString;
        }, z.core.$strip>>;
        refunds: z.ZodArray<z.ZodObject<{
          id: z.ZodString;
          paypal_refund_id: z.ZodNullable<z.ZodString>;
          amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          status: z.ZodEnum<{
            completed: "completed";
            failed: "failed";
            pending: "pending";
            requested: "requested";
          }>;
          kind: z.ZodEnum<{
            refund: "refund";
            reversal: "reversal";
          }>;
          failure_reason: z.ZodNullable<z.ZodString>;
          failed_time: z.ZodNullable<z.ZodISODateTime>;
        }, z.core.$strip>>;
        receipts: z.ZodArray<z.ZodObject<{
          number: z.ZodString;
          kind: z.ZodEnum<{
            credit_note: "credit_note";
            receipt: "receipt";
          }>;
          issued_time: z.ZodISODateTime;
          total_amount: z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>;
        }, z.core.$strip>>;
        history: z.ZodArray<z.ZodObject<{
          version: z.ZodInt;
          time: z.ZodISODateTime;
          event: z.ZodString;
          from_state: z.ZodNullable<z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>>;
          to_state: z.ZodEnum<{
            approved: "approved";
            awaiting_approval: "awaiting_approval";
            capture_failed: "capture_failed";
            capture_pending: "capture_pending";
            captured: "captured";
            closed: "closed";
            expired: "expired";
            needs_attention: "needs_attention";
            provisioned: "provisioned";
            refunded: "refunded";
            refunding: "refunding";
          }>;
          caused_by: z.ZodString;
          actor: z.ZodNullable<z.ZodString>;
          note: z.ZodNullable<z.ZodString>;
          problem: z.ZodNullable<z.ZodString>;
          debug_id: z.ZodNullable<z.ZodString>;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "order_not_found"];
    };
    readonly retry: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Retries the failed capture, delivery or refund of an order.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
        version: z.ZodInt;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        order_id: z.ZodString;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        version: z.ZodInt;
        user_id: z.ZodString;
        cluster_name: z.ZodString;
        amount: z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>;
        captured_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        disputed: z.ZodBoolean;
        pending_reason: z.ZodNullable<z.ZodString>;
        problem: z.ZodNullable<z.ZodString>;
        create_time: z.ZodISODateTime;
        state_since: z.ZodISODateTime;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "order_not_found", "not_possible"];
    };
    readonly refund: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Refunds an order: all that remains, or a part of it.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
        version: z.ZodInt;
        reason: z.ZodString;
        amount: z.ZodOptional<z.ZodString>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        order_id: z.ZodString;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        version: z.ZodInt;
        user_id: z.ZodString;
        cluster_name: z.ZodString;
        amount: z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>;
        captured_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        disputed: z.ZodBoolean;
        pending_reason: z.ZodNullable<z.ZodString>;
        problem: z.ZodNullable<z.ZodString>;
        create_time: z.ZodISODateTime;
        state_since: z.ZodISODateTime;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "order_not_found", "not_possible"];
    };
    readonly close: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Closes an order in manual review that needs no further action: its funds were returned, never received, or paid for a delivered cluster.";
      readonly input: z.ZodObject<{
        order_id: z.ZodString;
        version: z.ZodInt;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        order_id: z.ZodString;
        state: z.ZodEnum<{
          approved: "approved";
          awaiting_approval: "awaiting_approval";
          capture_failed: "capture_failed";
          capture_pending: "capture_pending";
          captured: "captured";
          closed: "closed";
          expired: "expired";
          needs_attention: "needs_attention";
          provisioned: "provisioned";
          refunded: "refunded";
          refunding: "refunding";
        }>;
        version: z.ZodInt;
        user_id: z.ZodString;
        cluster_name: z.ZodString;
        amount: z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>;
        captured_amount: z.ZodNullable<z.ZodObject<{
          currency_code: z.ZodString;
          value: z.ZodString;
        }, z.core.$strip>>;
        disputed: z.ZodBoolean;
        pending_reason: z.ZodNullable<z.ZodString>;
        problem: z.ZodNullable<z.ZodString>;
        create_time: z.ZodISODateTime;
        state_since: z.ZodISODateTime;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "paypal_refused", "paypal_unavailable", "paypal_timeout", "order_not_found", "not_possible"];
    };
    readonly reconcile: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Re-checks with PayPal every order created since the given time, and reprocesses webhook events that failed or matched no order.";
      readonly input: z.ZodObject<{
        since: z.ZodISODateTime;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        orders: z.ZodInt;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found"];
    };
    readonly unmatchedPayments: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Lists payments to the account that match no order: stray and lost payments.";
      readonly input: z.ZodUndefined;
      readonly output: z.ZodObject<{
        payments: z.ZodArray<z.ZodObject<{
          event_id: z.ZodString;
          kind: z.ZodEnum<{
            lost: "lost";
            stray: "stray";
          }>;
          order_id: z.ZodNullable<z.ZodString>;
          capture_id: z.ZodNullable<z.ZodString>;
          named_order_id: z.ZodNullable<z.ZodString>;
          custom_id: z.ZodNullable<z.ZodString>;
          amount: z.ZodNullable<z.ZodObject<{
            currency_code: z.ZodString;
            value: z.ZodString;
          }, z.core.$strip>>;
          found_time: z.ZodISODateTime;
          next_step: z.ZodString;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found"];
    };
    readonly closeUnmatchedPayment: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Removes a resolved payment from the list of unmatched payments, with the reason.";
      readonly input: z.ZodObject<{
        event_id: z.ZodString;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        event_id: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "not_possible"];
    };
    readonly money: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Reads the ledger by currency: how much was captured, provisioned, refunded and reversed.";
      readonly input: z.ZodUndefined;
      readonly output: z.ZodArray<z.ZodObject<{
        currency_code: z.ZodString;
        captured: z.ZodString;
        provisioned: z.ZodString;
        refunded: z.ZodString;
        reversed: z.ZodString;
        in_hands: z.ZodString;
        unaccounted: z.ZodString;
        faults: z.ZodInt;
        faulty_orders: z.ZodArray<z.ZodString>;
      }, z.core.$strip>>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found"];
    };
    readonly endpoints: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Lists the endpoints of outgoing webhooks, with the events that wait for each.";
      readonly input: z.ZodUndefined;
      readonly output: z.ZodObject<{
        endpoints: z.ZodArray<z.ZodObject<{
          endpoint_id: z.ZodString;
          source: z.ZodEnum<{
            configuration: "configuration";
            operator: "operator";
          }>;
          url: z.ZodString;
          types: z.ZodNullable<z.ZodArray<z.ZodString>>;
          disabled_as: z.ZodNullable<z.ZodEnum<{
            gone: "gone";
            removed: "removed";
            unconfigured: "unconfigured";
          }>>;
          disabled_time: z.ZodNullable<z.ZodISODateTime>;
          has_signing_key: z.ZodBoolean;
          pending_events: z.ZodInt;
          dead_events: z.ZodInt;
          oldest_pending_time: z.ZodNullable<z.ZodISODateTime>;
          earlier_secret_until: z.ZodNullable<z.ZodISODateTime>;
          added_time: z.ZodISODateTime;
        }, z.core.$strip>>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found"];
    };
    readonly addEndpoint: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Adds an endpoint, which receives all events from now on, and returns the secret to verify them with.";
      readonly input: z.ZodObject<{
        url: z.ZodURL;
        types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
          approval_needed: "approval_needed";
          approval_timed_out: "approval_timed_out";
          capture_completed: "capture_completed";
          capture_declined: "capture_declined";
          capture_mismatched: "capture_mismatched";
          capture_pending: "capture_pending";
          capture_refused: "capture_refused";
          capture_retried: "capture_retried";
          capture_reversed: "capture_reversed";
          closed: "closed";
          conflict_found: "conflict_found";
          created: "created";
          delivered: "delivered";
          delivery_refused: "delivery_refused";
          delivery_retried: "delivery_retried";
          dispute_closed: "dispute_closed";
          dispute_opened: "dispute_opened";
          duplicate_paid: "duplicate_paid";
          fully_refunded: "fully_refunded";
          gave_up: "gave_up";
          order_gone: "order_gone";
          paid_back_outside: "paid_back_outside";
          partly_refunded: "partly_refunded";
          payer_approved: "payer_approved";
          payment_refused: "payment_refused";
          payment_reversed: "payment_reversed";
          purchase_refused: "purchase_refused";
          refund_failed: "refund_failed";
          refund_requested: "refund_requested";
          refund_short: "refund_short";
          reversal_cancelled: "reversal_cancelled";
          settled_as_delivered: "settled_as_delivered";
        }>>>;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        endpoint_id: z.ZodString;
        secret: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "signing_key_missing"];
    };
    readonly removeEndpoint: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Removes an endpoint that an operator added; events that wait for it are not sent.";
      readonly input: z.ZodObject<{
        endpoint_id: z.ZodString;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        endpoint_id: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "endpoint_not_found", "endpoint_configured"];
    };
    readonly enableEndpoint: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Lets an endpoint that returned 410 receive events again, from the first one that it missed.";
      readonly input: z.ZodObject<{
        endpoint_id: z.ZodString;
        reason: z.ZodString;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        endpoint_id: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "endpoint_not_found"];
    };
    readonly rotateEndpointSecret: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Returns a new secret of an endpoint. For a time, requests are signed with the earlier one as well; until then, only a rotation without such a time is accepted.";
      readonly input: z.ZodObject<{
        endpoint_id: z.ZodString;
        reason: z.ZodString;
        overlap_hours: z.ZodOptional<z.ZodInt>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        endpoint_id: z.ZodString;
        secret: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "endpoint_not_found", "endpoint_configured", "signing_key_missing", "rotation_not_ended"];
    };
    readonly dispatches: {
      readonly kind: "query";
      readonly access: "operator";
      readonly summary: "Lists what was sent to an endpoint, what waits for it, and its dead letters.";
      readonly input: z.ZodObject<{
        endpoint_id: z.ZodString;
        state: z.ZodOptional<z.ZodEnum<{
          dead: "dead";
          pending: "pending";
          sent: "sent";
        }>>;
        before: z.ZodOptional<z.ZodString>;
        limit: z.ZodOptional<z.ZodInt>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        dispatches: z.ZodArray<z.ZodObject<{
          event_id: z.ZodString;
          cursor: z.ZodString;
          type: z.ZodString;
          order_id: z.ZodString;
          state: z.ZodEnum<{
            dead: "dead";
            pending: "pending";
            sent: "sent";
          }>;
          attempts: z.ZodInt;
          last_status: z.ZodNullable<z.ZodInt>;
          last_failure: z.ZodNullable<z.ZodString>;
          last_time: z.ZodNullable<z.ZodISODateTime>;
          next_time: z.ZodNullable<z.ZodISODateTime>;
        }, z.core.$strip>>;
        next: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "endpoint_not_found"];
    };
    readonly resendEvents: {
      readonly kind: "mutation";
      readonly access: "operator";
      readonly summary: "Sends events to an endpoint again: one, all dead letters, or all after a cursor.";
      readonly input: z.ZodObject<{
        endpoint_id: z.ZodString;
        reason: z.ZodString;
        cursor: z.ZodOptional<z.ZodString>;
        after: z.ZodOptional<z.ZodString>;
        dead: z.ZodOptional<z.ZodLiteral<true>>;
      }, z.core.$strip>;
      readonly output: z.ZodObject<{
        endpoint_id: z.ZodString;
      }, z.core.$strip>;
      readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "forbidden", "not_found", "endpoint_not_found", "cursor_expired"];
    };
  };
};

type Procedures = typeof procedures;

type Procedures$1 = typeof procedures;

/**
 * The reader of a GET's input from the parameters of its query. A query has only texts: fields that the schema declares as numbers are converted, and a
 * field that it declares as a list may occur several times. The reader throws what `reject` returns for any other
 * field that occurs twice or that the schema does not have, which would otherwise be a condition without an effect.
 */
function queryInputReader(schema: z.ZodType, reject: (path: string, message: string) => Error): (parameters: Iterable<readonly [string, string]>) => Record<string, unknown>;

/** The reason of an operator's action. */
const reasonSchema: z.ZodString;

/**
 * The content of a receipt or credit note, for its page and its PDF. Times are in UTC, as the year in
 * the document's number is.
 */
function receiptContent(document: ReceiptDocument, language: ReceiptLanguage): ReceiptContent;

/** Everything that a receipt states, in the order in which it is read, as texts of one language. */
interface ReceiptContent {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  readonly issued: string;
  readonly parties: readonly ReceiptParty[];
  readonly payment: {
    readonly heading: string;
    readonly facts: readonly ReceiptFact[];
  };
  /** `null` without lines, as for a refund of an amount. */
  readonly items: {
    readonly heading: string;
    readonly columns: ReceiptTexts["columns"];
    readonly rows: readonly (readonly [string, string, string, string])[];
  } | null;
  /** Net amount and VAT, and then the total. */
  readonly amounts: {
    readonly heading: string;
    readonly facts: readonly ReceiptFact[];
    readonly total: ReceiptFact;
  };
  readonly notes: readonly string[];
}

/** A receipt or a credit note as issued. */
type ReceiptDocument = z.output<typeof receiptDocumentSchema>;

/**
 * A receipt for a payment, or a credit note for a refund of it, as it was issued: it never changes.
 * `order_id`, `capture_id` and `refund_id` are PayPal's. The amounts of a credit note are positive:
 * what was returned. `corrects` is the number of its receipt.
 */
const receiptDocumentSchema: z.ZodObject<{
  number: z.ZodString;
  kind: z.ZodEnum<{
    credit_note: "credit_note";
    receipt: "receipt";
  }>;
  issued_time: z.ZodISODateTime;
  seller: z.ZodObject<{
    name: z.ZodString;
    address: z.ZodArray<z.ZodString>;
    siren: z.ZodNullable<z.ZodString>;
    vat_id: z.ZodNullable<z.ZodString>;
    email: z.ZodString;
    terms_url: z.ZodNullable<z.ZodString>;
  }, z.core.$strip>;
  buyer: z.ZodObject<{
    user_id: z.ZodString;
  }, z.core.$strip>;
  order_id: z.ZodString;
  capture_id: z.ZodString;
  refund_id: z.ZodNullable<z.ZodString>;
  corrects: z.ZodNullable<z.ZodString>;
  paid_time: z.ZodISODateTime;
  payment_method: z.ZodLiteral<"PayPal">;
  cluster_name: z.ZodString;
  lines: z.ZodArray<z.ZodObject<{
    item: z.ZodEnum<{
      basic: "basic";
      has_alerting: "has_alerting";
      has_monitoring: "has_monitoring";
      images_storage: "images_storage";
      monitoring_storage: "monitoring_storage";
    }>;
    quantity: z.ZodInt;
    unit_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
  }, z.core.$strip>>;
  net_amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  vat_amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  total_amount: z.ZodObject<{
    currency_code: z.ZodString;
    value: z.ZodString;
  }, z.core.$strip>;
  vat: z.ZodObject<{
    country: z.ZodString;
    rate: z.ZodString;
    included: z.ZodBoolean;
    reason: z.ZodNullable<z.ZodObject<{
      en: z.ZodString;
      fr: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>;
}, z.core.$strip>;

/** A labelled value of a receipt. */
interface ReceiptFact {
  readonly label: string;
  readonly value: string;
}

/** The name of a document's PDF, such as receipt-2026-000001.pdf; safe in a header and on any disk. */
const receiptFileName: ({ kind, number }: Pick<ReceiptDocument, "kind" | "number">) => string;

type ReceiptLanguage = (typeof receiptLanguages)[number];

/** The languages in which a receipt is written. */
const receiptLanguages: readonly ["en", "fr"];

/** A heading and the lines below it. */
interface ReceiptParty {
  readonly heading: string;
  readonly lines: readonly string[];
}

/**
 * The route that returns a document of `order.receipt` as PDF: the receipt, or the document with the
 * given `number`; `not_found` if there is none. Without a `language`, that of Accept-Language, or else
 * English. Access as for `order.receipt`. A route of its own, since its response is not JSON.
 */
const receiptPdf: {
  readonly method: "GET";
  readonly path: "/orders/receipt.pdf";
  readonly summary: "Returns the receipt of an order's payment, or one of its credit notes, as PDF.";
  readonly mediaType: "application/pdf";
  readonly access: "user";
  readonly input: z.ZodObject<{
    order_id: z.ZodString;
    number: z.ZodOptional<z.ZodString>;
    language: z.ZodOptional<z.ZodEnum<{
      en: "en";
      fr: "fr";
    }>>;
  }, z.core.$strip>;
  readonly errors: readonly ["invalid_input", "internal", "service_unavailable", "unauthenticated", "too_many_requests", "order_not_found", "not_found"];
};

/** The documents of an order, in the order of issue: its receipt, then a credit note for each refund. */
const receiptsSchema: z.ZodObject<{
  documents: z.ZodArray<z.ZodObject<{
    number: z.ZodString;
    kind: z.ZodEnum<{
      credit_note: "credit_note";
      receipt: "receipt";
    }>;
    issued_time: z.ZodISODateTime;
    seller: z.ZodObject<{
      name: z.ZodString;
      address: z.ZodArray<z.ZodString>;
      siren: z.ZodNullable<z.ZodString>;
      vat_id: z.ZodNullable<z.ZodString>;
      email: z.ZodString;
      terms_url: z.ZodNullable<z.ZodString>;
    }, z.core.$strip>;
    buyer: z.ZodObject<{
      user_id: z.ZodString;
    }, z.core.$strip>;
    order_id: z.ZodString;
    capture_id: z.ZodString;
    refund_id: z.ZodNullable<z.ZodString>;
    corrects: z.ZodNullable<z.ZodString>;
    paid_time: z.ZodISODateTime;
    payment_method: z.ZodLiteral<"PayPal">;
    cluster_name: z.ZodString;
    lines: z.ZodArray<z.ZodObject<{
      item: z.ZodEnum<{
        basic: "basic";
        has_alerting: "has_alerting";
        has_monitoring: "has_monitoring";
        images_storage: "images_storage";
        monitoring_storage: "monitoring_storage";
      }>;
      quantity: z.ZodInt;
      unit_amount: z.ZodObject<{
        currency_code: z.ZodString;
        value: z.ZodString;
      }, z.core.$strip>;
      amount: z.ZodObject<{
        currency_code: z.ZodString;
        value: z.ZodString;
      }, z.core.$strip>;
    }, z.core.$strip>>;
    net_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    vat_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    total_amount: z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>;
    vat: z.ZodObject<{
      country: z.ZodString;
      rate: z.ZodString;
      included: z.ZodBoolean;
      reason: z.ZodNullable<z.ZodObject<{
        en: z.ZodString;
        fr: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>;
  }, z.core.$strip>>;
}, z.core.$strip>;

/** The texts by language; a text that a language lacks does not compile. */
const receiptTexts: Readonly<Record<ReceiptLanguage, ReceiptTexts>>;

/** The texts of a receipt in one language; values in them are formatted already. */
interface ReceiptTexts {
  /** For the formats of Intl, and as the document's language. */
  readonly locale: string;
  readonly titles: Readonly<Record<"receipt" | "credit_note", (number: string) => string>>;
  readonly issued: (time: string) => string;
  readonly seller: string;
  readonly siren: (siren: string) => string;
  readonly vatId: (id: string) => string;
  readonly customer: string;
  readonly user: (id: string) => string;
  readonly payment: string;
  readonly cluster: string;
  readonly corrects: string;
  readonly paymentMethod: string;
  readonly paid: string;
  readonly order: string;
  readonly capture: string;
  readonly refund: string;
  readonly items: string;
  readonly columns: readonly [item: string, quantity: string, unit: string, amount: string];
  readonly itemNames: Readonly<Record<BillItem, string>>;
  readonly gigabytes: (quantity: string) => string;
  readonly amounts: string;
  readonly net: string;
  readonly vat: (rate: string, country: string) => string;
  readonly totals: Readonly<Record<"receipt" | "credit_note", string>>;
  readonly priceBasis: Readonly<Record<"included" | "excluded", string>>;
  readonly contact: (email: string) => string;
  readonly terms: (url: string) => string;
  readonly page: (page: string, of: string) => string;
}

/** The number of orders to re-check with PayPal, one after the other, five per second. */
const reconciledSchema: z.ZodObject<{
  orders: z.ZodInt;
}, z.core.$strip>;

const reconcileInputSchema: z.ZodObject<{
  since: z.ZodISODateTime;
  reason: z.ZodString;
}, z.core.$strip>;

const resendEventsInputSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
  reason: z.ZodString;
  cursor: z.ZodOptional<z.ZodString>;
  after: z.ZodOptional<z.ZodString>;
  dead: z.ZodOptional<z.ZodLiteral<true>>;
}, z.core.$strip>;

type Resolver = (options: object) => unknown;

/** The REST route of a procedure. `body` narrows the output to the documented fields. */
interface RestRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: z.ZodType;
}

/** An event of a subscription; a reconnecting client resumes from its `id`. */
interface ResumableEvent<T> {
  id: string;
  data: T;
}

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: BillingErrorShape;
  transformer: false;
}

const rotateSecretInputSchema: z.ZodObject<{
  endpoint_id: z.ZodString;
  reason: z.ZodString;
  overlap_hours: z.ZodOptional<z.ZodInt>;
}, z.core.$strip>;

/** One message per rule, worded to follow a field's name: "cluster_name must be …". */
const ruleMessages: {
  readonly clusterName: "must be 2 to 63 characters: lower-case letters, digits and hyphens, starting and ending with a letter or digit";
  readonly userId: "must look like xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx in hex digits";
  readonly imagesStorage: "must be a whole number of gigabytes from 1 to 1000000";
  readonly monitoringStorage: "must be a whole number of gigabytes from 0 to 1000000";
  readonly idempotencyKey: "must be 1 to 255 printable characters without spaces";
  readonly monitoringStorageMissing: "is required when has_monitoring is true";
};

/** Who sells the clusters. */
type Seller = Readonly<z.output<typeof sellerSchema>>;

/** Who sells the clusters, as stated on documents. `address` is in lines, as on a letter. */
const sellerSchema: z.ZodObject<{
  name: z.ZodString;
  address: z.ZodArray<z.ZodString>;
  siren: z.ZodNullable<z.ZodString>;
  vat_id: z.ZodNullable<z.ZodString>;
  email: z.ZodString;
  terms_url: z.ZodNullable<z.ZodString>;
}, z.core.$strip>;

/** The details on which the canonical form depends. */
interface SentDetails {
  readonly user_id: string;
  readonly has_monitoring: boolean;
  readonly monitoring_storage?: number | undefined;
}

/** The states in which nothing more happens to an order by itself. */
type SettledState = { [State in OrderState]: (typeof orderStateMeaning)[State]["settled"] extends true ? State : never; }[OrderState];

/** Splits a gross amount that was charged or returned, whether or not the prices include the VAT. */
const splitGross: (gross: bigint, rate: string) => VatAmounts;

/** What a state means, also one that only a newer service has: that order is being processed. */
const stateMeaning: (state: string) => StateMeaning;

interface StateMeaning {
  readonly payment: PaymentStatus;
  /** Nothing more happens to the order by itself. */
  readonly settled: boolean;
  /** The text for the customer. */
  readonly text: string;
}

/**
 * Whole gigabytes. web-order treats zero image storage as missing; the maximum catches typing
 * errors.
 */
const storageLimits: {
  readonly images: {
    readonly min: number;
    readonly max: number;
  };
  readonly monitoring: {
    readonly min: number;
    readonly max: number;
  };
};

type StoredDetails = z.output<typeof storedDetailsSchema>;

/** A cluster as stored and shown. */
const storedDetailsSchema: z.ZodObject<{
  user_id: z.ZodString;
  cluster_name: z.ZodString;
  images_storage: z.ZodInt;
  has_monitoring: z.ZodBoolean;
  monitoring_storage: z.ZodInt;
  has_alerting: z.ZodBoolean;
}, z.core.$strip>;

/** The prices of one currency with the VAT that applies to them, as `order.prices` returns them. */
type TaxedPrices = Prices & {
  readonly vat: VatRule;
};

/** RFC 3339, in UTC. */
const timestampSchema: z.ZodISODateTime;

interface Types<D extends ProcedureDeclaration, Output> {
  input: z.input<D["input"]>;
  output: Output;
  meta: object;
  errorShape: BillingErrorShape;
}

const unmatchedPaymentsSchema: z.ZodObject<{
  payments: z.ZodArray<z.ZodObject<{
    event_id: z.ZodString;
    kind: z.ZodEnum<{
      lost: "lost";
      stray: "stray";
    }>;
    order_id: z.ZodNullable<z.ZodString>;
    capture_id: z.ZodNullable<z.ZodString>;
    named_order_id: z.ZodNullable<z.ZodString>;
    custom_id: z.ZodNullable<z.ZodString>;
    amount: z.ZodNullable<z.ZodObject<{
      currency_code: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    found_time: z.ZodISODateTime;
    next_step: z.ZodString;
  }, z.core.$strip>>;
}, z.core.$strip>;

/** Keycloak's `sub`: 8-4-4-4-12 hex digits of any UUID version. */
const userIdPattern: RegExp;

/** What a procedure receives: its input after validation. */
type ValidInput<Path extends ProcedurePath> = z.output<DeclarationAt<Path>["input"]>;

/** The VAT of an order, on the wire and as frozen at its creation. */
type Vat = Readonly<z.output<typeof vatSchema>>;

/**
 * Splits the sum of a document's lines. If the prices include the VAT, the sum is the gross amount,
 * otherwise the net amount. The VAT is rounded once for the whole document, half up to a minor unit;
 * the other amount is the exact rest. Never negative amounts.
 */
function vatAmounts(sum: bigint, { rate, included }: VatRule): VatAmounts;

/** Amounts in minor units; `gross` is charged, and always `net` + `vat`. */
interface VatAmounts {
  readonly net: bigint;
  readonly vat: bigint;
  readonly gross: bigint;
}

/**
 * The VAT in a part of a document, after `earlier` parts of it, all in minor units of the gross amount:
 * the parts' VAT adds up to the document's.
 */
function vatOfPart(whole: VatAmounts, earlier: bigint, part: bigint): bigint;

/** The part of the VAT's rule on which the amounts depend. */
type VatRule = Pick<Vat, "rate" | "included">;

/**
 * The value-added tax of an order: percent as a decimal string such as "5.5". `included`: the prices
 * contain it. `reason` is stated on documents, always if the rate is 0.
 */
const vatSchema: z.ZodObject<{
  country: z.ZodString;
  rate: z.ZodString;
  included: z.ZodBoolean;
  reason: z.ZodNullable<z.ZodObject<{
    en: z.ZodString;
    fr: z.ZodString;
  }, z.core.$strip>>;
}, z.core.$strip>;

const watchEventsInputSchema: z.ZodOptional<z.ZodObject<{
  after: z.ZodOptional<z.ZodString>;
  types: z.ZodOptional<z.ZodArray<z.ZodEnum<{
    approval_needed: "approval_needed";
    approval_timed_out: "approval_timed_out";
    capture_completed: "capture_completed";
    capture_declined: "capture_declined";
    capture_mismatched: "capture_mismatched";
    capture_pending: "capture_pending";
    capture_refused: "capture_refused";
    capture_retried: "capture_retried";
    capture_reversed: "capture_reversed";
    closed: "closed";
    conflict_found: "conflict_found";
    created: "created";
    delivered: "delivered";
    delivery_refused: "delivery_refused";
    delivery_retried: "delivery_retried";
    dispute_closed: "dispute_closed";
    dispute_opened: "dispute_opened";
    duplicate_paid: "duplicate_paid";
    fully_refunded: "fully_refunded";
    gave_up: "gave_up";
    order_gone: "order_gone";
    paid_back_outside: "paid_back_outside";
    partly_refunded: "partly_refunded";
    payer_approved: "payer_approved";
    payment_refused: "payment_refused";
    payment_reversed: "payment_reversed";
    purchase_refused: "purchase_refused";
    refund_failed: "refund_failed";
    refund_requested: "refund_requested";
    refund_short: "refund_short";
    reversal_cancelled: "reversal_cancelled";
    settled_as_delivered: "settled_as_delivered";
  }>>>;
  user_id: z.ZodOptional<z.ZodString>;
  lastEventId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
}, z.core.$strip>>;

const watchInputSchema: z.ZodObject<{
  order_id: z.ZodString;
  lastEventId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
}, z.core.$strip>;
