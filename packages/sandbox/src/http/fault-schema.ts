import { z } from "zod";
import { namedFaults } from "./fault.ts";

const statusFaultSchema = z.strictObject({
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  /** A text is sent unchanged, any other value as JSON. */
  body: z.unknown().optional(),
});

/** The kind of a fault, in the control API and in the stored state. */
export const faultKindSchema = z.union([z.enum(namedFaults), statusFaultSchema]);

/** The kind of a random fault, which has no issue to name. */
export const randomKindSchema = z.union([
  z.enum(namedFaults).exclude(["issue"]),
  statusFaultSchema,
]);

/** A wait in milliseconds, at most the longest that a timer of Node.js accepts; it would not wait at all beyond. */
export const latencySchema = z
  .number()
  .nonnegative()
  .max(2 ** 31 - 1);
