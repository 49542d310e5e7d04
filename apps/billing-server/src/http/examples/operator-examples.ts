import type { AppOutputs } from "@onekonsole/billing-contract";
import { problemTexts } from "../../domain/problem-texts.ts";
import { endpointExamples } from "./endpoint-examples.ts";
import { exampleBill, exampleDetails, exampleOrderId } from "./order-examples.ts";
import type { ExamplesOf } from "./procedure-examples.ts";

const eur = (value: string) => ({ currency_code: "EUR", value });

type OrderLine = AppOutputs["operator"]["retry"];

const stuck: OrderLine = {
  order_id: exampleOrderId,
  state: "needs_attention",
  version: 4,
  user_id: exampleDetails.user_id,
  cluster_name: exampleDetails.cluster_name,
  amount: eur("31.00"),
  captured_amount: eur("31.00"),
  disputed: false,
  pending_reason: null,
  problem: problemTexts.delivery_unanswered,
  create_time: "2026-03-01T10:00:00.000Z",
  state_since: "2026-03-01T11:00:00.000Z",
};

const action = { order_id: exampleOrderId, version: 4, reason: "The customer called." };
const eventId = "WH-2WR32451HC0233532-67976317FL4543714";

/** A call of each procedure of `operator`: an order whose delivery failed. */
export const operatorExamples: ExamplesOf<"operator"> = {
  ...endpointExamples,
  orders: {
    input: { states: ["needs_attention"], limit: 50 },
    output: { orders: [stuck], next: null },
  },
  order: {
    input: { order_id: exampleOrderId },
    output: {
      ...stuck,
      ...exampleBill,
      custom_id: "6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
      order_details: exampleDetails,
      capture_id: "2GG279541U471931P",
      refunded_amount: null,
      reversed_amount: null,
      refundable_amount: eur("31.00"),
      delivery: "none",
      web_order_id: null,
      situation: "Paid, not delivered: web-order did not accept the order for hours.",
      next_step: "Check that web-order is available, then retry the delivery.",
      available_actions: [
        {
          action: "retry",
          target: "delivery",
          amount: null,
          effect: "Orders the cluster from web-order.",
        },
        {
          action: "refund",
          amount: eur("31.00"),
          effect: "Refunds up to 31.00 EUR to the payer through PayPal.",
        },
      ],
      unavailable_actions: [{ action: "close", obstacle: "31.00 EUR of the payer are held." }],
      refunds: [],
      receipts: [
        {
          number: "2026-000001",
          kind: "receipt",
          issued_time: "2026-03-01T10:04:00.000Z",
          total_amount: eur("31.00"),
        },
      ],
      history: [
        {
          version: 4,
          time: "2026-03-01T11:00:00.000Z",
          event: "gave_up",
          from_state: "captured",
          to_state: "needs_attention",
          caused_by: "deliver",
          actor: null,
          note: null,
          problem: stuck.problem,
          debug_id: null,
        },
      ],
    },
  },
  retry: {
    input: action,
    output: { ...stuck, state: "captured", version: 5, problem: null },
  },
  refund: {
    input: { ...action, amount: "12.50" },
    output: { ...stuck, state: "refunding", version: 5 },
  },
  close: {
    input: action,
    output: { ...stuck, state: "closed", version: 5 },
  },
  reconcile: {
    input: { since: "2026-03-01T08:00:00Z", reason: "Webhooks did not arrive." },
    output: { orders: 17 },
  },
  unmatchedPayments: {
    input: undefined,
    output: {
      payments: [
        {
          event_id: eventId,
          kind: "stray",
          order_id: "8MC585209K746392H",
          capture_id: "3C679366HH908993F",
          named_order_id: exampleOrderId,
          custom_id: null,
          amount: eur("31.00"),
          found_time: "2026-03-01T12:00:00.000Z",
          next_step: "Refund the payment in PayPal's dashboard, then close it here.",
        },
      ],
    },
  },
  closeUnmatchedPayment: {
    input: { event_id: eventId, reason: "Refunded in PayPal's dashboard." },
    output: { event_id: eventId },
  },
  money: {
    input: undefined,
    output: [
      {
        currency_code: "EUR",
        captured: "62.00",
        provisioned: "31.00",
        refunded: "0.00",
        reversed: "0.00",
        in_hands: "31.00",
        unaccounted: "0.00",
        faults: 0,
        faulty_orders: [],
      },
    ],
  },
};
