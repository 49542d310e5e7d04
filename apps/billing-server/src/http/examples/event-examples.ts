import { encodeCursor } from "../../domain/feed-cursor.ts";
import { exampleDetails, exampleOrderId } from "./order-examples.ts";
import type { ExamplesOf } from "./procedure-examples.ts";

const amount = { currency_code: "EUR", value: "31.00" };

const page: ExamplesOf<"events">["list"]["output"] = {
  events: [
    {
      id: `${exampleOrderId}-3`,
      cursor: encodeCursor(1042n),
      type: "capture_completed",
      order_id: exampleOrderId,
      version: 3,
      state: "captured",
      settled: false,
      problem_code: null,
      time: "2026-03-01T10:05:00.000Z",
      payment_status: "Paid",
      payment_summary: "Paid",
      amount,
      captured_amount: amount,
      refunded_amount: null,
      reversed_amount: null,
      disputed: false,
      duplicate_of: null,
      web_order_id: null,
      order_details: exampleDetails,
    },
  ],
  cursor: encodeCursor(1042n),
  has_more: false,
};

/** The examples of the event feed. */
export const eventExamples: ExamplesOf<"events"> = {
  list: { input: { after: encodeCursor(1041n), limit: 100 }, output: page },
  watch: { input: { after: encodeCursor(1041n) }, output: page },
};
