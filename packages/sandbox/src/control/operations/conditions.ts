import { z } from "zod";
import { simulatorSchema } from "./shared.ts";

/** Everything that differs from an undisturbed world at the machine's time. */
export const conditionsSchema = z.object({
  /** How far the sandbox's clock is ahead of the machine's. */
  clock_offset_ms: z.number(),
  outages: z.record(simulatorSchema, z.enum(["none", "refused", "unavailable"])),
  /** The number of calls with a waiting fault; "forever" as soon as one fault has no end. */
  waiting_faults: z.record(simulatorSchema, z.union([z.number(), z.literal("forever")])),
  random_faults: z.array(
    z.object({
      simulator: simulatorSchema,
      rate: z.number(),
      /** Whether they only delay calls. */
      is_slowness: z.boolean(),
      latency_ms: z.number().optional(),
    }),
  ),
  webhooks: z.object({
    is_paused: z.boolean(),
    paused_count: z.number(),
    delay_ms: z.number(),
    reorder_within_ms: z.number(),
    duplicate_rate: z.number(),
    drop_rate: z.number(),
    duplicate_next: z.number(),
    drop_next: z.number(),
  }),
  web_order: z.object({
    is_provisioner_reachable: z.boolean(),
    paypal_link: z.enum(["up", "other_environment", "down"]),
    refused_names: z.array(z.string()),
  }),
  /** Whether new refunds are pending until they are settled. */
  refunds_start_pending: z.boolean(),
  /** How late PayPal's search lists new transactions. */
  report_delay_ms: z.number(),
});

export type Conditions = z.output<typeof conditionsSchema>;
