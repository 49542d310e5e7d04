import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { simulatorSchema, timeSchema } from "./shared.ts";

/** One request with its response: received by a simulator, or a webhook delivery sent by PayPal. */
export const wireEntrySchema = z.object({
  /** Increases by one for each entry. */
  id: z.number(),
  /** The sandbox's time at the response. */
  at: timeSchema,
  simulator: simulatorSchema,
  direction: z.enum(["received", "sent"]),
  method: z.string(),
  /** With the query; for a webhook delivery the receiver's URL. */
  url: z.string(),
  /** Absent if the connection ended without a response. */
  status: z.number().optional(),
  duration_ms: z.number(),
  /** The PayPal order that the request names, if any. */
  order_id: z.string().optional(),
  /** The type of a webhook event. */
  event_type: z.string().optional(),
  request_headers: z.record(z.string(), z.string()),
  request_body: z.string(),
  response_headers: z.record(z.string(), z.string()),
  response_body: z.string(),
});

export type WireEntry = z.output<typeof wireEntrySchema>;

/** Requests and responses. `/wire/stream` sends each entry as a server-sent event. */
export const wireOperations = {
  list: {
    method: "GET",
    path: "/wire",
    summary: "Returns the latest requests and responses, oldest first; the newest 2,000 are kept.",
    input: z.strictObject({
      /** Only entries after this id. */
      after: z.coerce.number().int().default(0),
      order_id: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(2_000).default(200),
    }),
    output: z.object({ entries: z.array(wireEntrySchema) }),
  },
} as const satisfies OperationGroup;
