import { z } from "zod";
import { forgeries } from "../../webhooks/forgery.ts";
import type { OperationGroup } from "../operation.ts";
import { done, noInput, timeSchema } from "./shared.ts";

const rate = z.number().min(0).max(1);

export const eventSchema = z.object({
  id: z.string(),
  event_type: z.string(),
  /** The id of its order, capture, refund or dispute. */
  resource_id: z.string().optional(),
  created_at: timeSchema,
  /** Every attempt to deliver it; `dropped` if it was never sent. */
  deliveries: z.array(
    z.object({ webhook_id: z.string(), attempt: z.number(), outcome: z.string(), at: timeSchema }),
  ),
});

/** Webhook events and their deliveries. */
export const webhookOperations = {
  list: {
    method: "GET",
    path: "/webhooks",
    summary: "Returns the events, newest first, with their deliveries.",
    input: z.strictObject({
      /** The id of an order, capture, refund or dispute. */
      resource_id: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
    output: z.object({
      events: z.array(eventSchema),
      is_paused: z.boolean(),
      /** The number of deliveries kept back by `pause`. */
      paused_count: z.number(),
    }),
  },
  deliver: {
    method: "POST",
    path: "/webhooks/{id}/deliver",
    summary: "Sends an event again, once or several times.",
    input: z.strictObject({
      id: z.string(),
      times: z.number().int().min(1).max(100).default(1),
    }),
    output: done,
  },
  forge: {
    method: "POST",
    path: "/webhooks/{id}/forge",
    summary: "Sends an event as a forgery, and returns the receiver's response.",
    input: z.strictObject({ id: z.string(), forgery: z.enum(forgeries) }),
    output: z.object({ outcome: z.string() }),
  },
  pause: {
    method: "POST",
    path: "/webhooks/pause",
    summary: "Keeps all deliveries back.",
    input: noInput,
    output: done,
  },
  resume: {
    method: "POST",
    path: "/webhooks/resume",
    summary: "Sends the deliveries that were kept back, in their order or in a random one.",
    input: z.strictObject({
      /** Discards them instead, as if they had been lost. */
      discard: z.boolean().default(false),
      /** The seed of a random order. */
      shuffled_with: z.number().int().optional(),
    }),
    output: done,
  },
  setFaults: {
    method: "POST",
    path: "/webhooks/faults",
    summary: "Sets the faults of all deliveries; an omitted one is off.",
    input: z.strictObject({
      seed: z.number().int().default(1),
      delay_ms: z.number().nonnegative().default(0),
      /** The longest additional random delay, which reorders events. */
      reorder_within_ms: z.number().nonnegative().default(0),
      duplicate_rate: rate.default(0),
      drop_rate: rate.default(0),
      /** The number of next events that are sent twice. */
      duplicate_next: z.number().int().nonnegative().default(0),
      /** The number of next events that are never sent. */
      drop_next: z.number().int().nonnegative().default(0),
    }),
    output: done,
  },
  subscribe: {
    method: "POST",
    path: "/webhooks/subscribe",
    summary: "Subscribes a URL to events; a subscription with the same id is replaced.",
    input: z.strictObject({
      url: z.url(),
      webhook_id: z.string().optional(),
      /** All by default. */
      event_types: z.array(z.string()).optional(),
    }),
    output: z.object({ webhook_id: z.string() }),
  },
} as const satisfies OperationGroup;
