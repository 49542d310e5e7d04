import type { AppOutputs } from "@onekonsole/billing-contract";
import { encodeCursor } from "../../domain/feed-cursor.ts";
import { exampleOrderId } from "./order-examples.ts";
import type { ExamplesOf } from "./procedure-examples.ts";

const id = "ep-4f1c09a27be3";
const reason = "The accounting service needs payments.";
const reference = { endpoint_id: id };
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

type Endpoint = AppOutputs["operator"]["endpoints"]["endpoints"][number];

const endpoint: Endpoint = {
  endpoint_id: id,
  source: "operator",
  url: "https://accounting.example.org/billing-events",
  types: ["capture_completed", "fully_refunded"],
  disabled_as: null,
  disabled_time: null,
  has_signing_key: true,
  pending_events: 1,
  dead_events: 0,
  oldest_pending_time: "2026-03-01T10:05:00.000Z",
  earlier_secret_until: null,
  added_time: "2026-02-01T09:00:00.000Z",
};

/** A call of each procedure of `operator` about endpoints. */
export const endpointExamples = {
  endpoints: { input: undefined, output: { endpoints: [endpoint] } },
  addEndpoint: {
    input: { url: endpoint.url, types: ["capture_completed", "fully_refunded"], reason },
    output: { ...reference, secret },
  },
  removeEndpoint: { input: { ...reference, reason: "Replaced." }, output: reference },
  enableEndpoint: {
    input: { ...reference, reason: "The gateway is repaired." },
    output: reference,
  },
  rotateEndpointSecret: {
    input: { ...reference, overlap_hours: 24, reason: "The yearly rotation." },
    output: { ...reference, secret },
  },
  dispatches: {
    input: { ...reference, state: "pending", limit: 50 },
    output: {
      dispatches: [
        {
          event_id: `${exampleOrderId}-3`,
          cursor: encodeCursor(1042n),
          type: "capture_completed",
          order_id: exampleOrderId,
          state: "pending",
          attempts: 2,
          last_status: 503,
          last_failure: "status",
          last_time: "2026-03-01T10:05:06.000Z",
          next_time: "2026-03-01T10:05:38.000Z",
        },
      ],
      next: null,
    },
  },
  resendEvents: {
    input: { ...reference, after: encodeCursor(1041n), reason: "Restored from a backup." },
    output: reference,
  },
} satisfies Partial<ExamplesOf<"operator">>;
