import { z } from "zod";
import { conditionsSchema } from "../state/simulator-state.ts";

/** An accepted order, as it is stored and shown. */
export const orderRowSchema = z.object({
  id: z.int(),
  paypal_id: z.string(),
  user_id: z.string(),
  cluster_name: z.string(),
  has_control_plane: z.boolean(),
  has_monitoring: z.boolean(),
  has_alerting: z.boolean(),
  images_storage: z.int(),
  monitoring_storage: z.int(),
});

/** web-order's state. */
export const webOrderSchema = z.object({
  conditions: conditionsSchema,
  paypalLink: z.enum(["up", "other_environment", "down"]),
  isProvisionerReachable: z.boolean(),
  /** Responses by rejected cluster name. */
  refusals: z.record(z.string(), z.object({ status: z.int(), error: z.string() })),
  rows: z.record(z.string(), orderRowSchema),
});

export type WebOrderState = z.output<typeof webOrderSchema>;
