import { z } from "zod";
import { faultKindSchema, latencySchema, randomKindSchema } from "../../http/fault-schema.ts";
import type { OperationGroup } from "../operation.ts";
import { done, noInput, simulatorSchema } from "./shared.ts";

const faultSchema = z.strictObject({
  simulator: simulatorSchema,
  /** As in `faults.list`, for example `orders.capture`. */
  operation: z.string(),
  kind: faultKindSchema,
  /** PayPal's issue code, for the kind `issue`; one that PayPal documents for the operation. */
  issue: z.string().optional(),
  /** `after` performs the operation first; `before`, the default, prevents it. */
  when: z.enum(["before", "after"]).optional(),
  /** The number of affected calls, or "forever"; 1 by default. */
  times: z.union([z.number().int().positive(), z.literal("forever")]).optional(),
  latency_ms: latencySchema.optional(),
});

/** Faults of single calls, and outages of whole simulators. */
export const faultOperations = {
  list: {
    method: "GET",
    path: "/faults",
    summary: "Returns the outages, the waiting faults, and the operations that can have faults.",
    input: noInput,
    output: z.object({
      outages: z.record(simulatorSchema, z.enum(["none", "refused", "unavailable"])),
      waiting: z.array(faultSchema),
      operations: z.record(simulatorSchema, z.array(z.string())),
    }),
  },
  add: {
    method: "POST",
    path: "/faults/add",
    summary: "Injects a fault into the next calls of an operation.",
    input: faultSchema,
    output: done,
  },
  issues: {
    method: "GET",
    path: "/faults/issues",
    summary: "Returns the issues that PayPal documents for an operation, with their HTTP status.",
    input: z.strictObject({ operation: z.string() }),
    output: z.object({ issues: z.array(z.object({ issue: z.string(), status: z.number() })) }),
  },
  random: {
    method: "POST",
    path: "/faults/random",
    summary: "Injects random faults into all calls of a simulator; the same seed repeats them.",
    input: z.strictObject({
      simulator: simulatorSchema,
      /** The share of affected calls. */
      rate: z.number().min(0).max(1),
      seed: z.number().int().default(1),
      kinds: z
        .array(randomKindSchema)
        .min(1)
        .default(["delay", "reset", { status: 503 }]),
      /** The longest wait of a `delay`. */
      latency_ms: latencySchema.default(200),
    }),
    output: done,
  },
  clear: {
    method: "POST",
    path: "/faults/clear",
    summary: "Removes all faults, of one simulator or of all, and ends their outages.",
    input: z.strictObject({ simulator: simulatorSchema.optional() }),
    output: done,
  },
  outage: {
    method: "POST",
    path: "/outages",
    summary: "Makes a simulator unreachable, or ends its outage with `none`.",
    input: z.strictObject({
      simulator: simulatorSchema,
      /** `refused` closes the port, `unavailable` returns 503 to every request. */
      kind: z.enum(["refused", "unavailable", "none"]),
    }),
    output: done,
  },
} as const satisfies OperationGroup;
