import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { noInput, timeSchema } from "./shared.ts";

const clockSchema = z.object({
  now: timeSchema,
  /** How far the sandbox's clock is ahead of the machine's. */
  offset_ms: z.number(),
});

/** The sandbox's clock. It runs at the speed of real time, and moves forward only. */
export const clockOperations = {
  show: {
    method: "GET",
    path: "/clock",
    summary: "Returns the sandbox's time.",
    input: noInput,
    output: clockSchema,
  },
  advance: {
    method: "POST",
    path: "/clock/advance",
    summary: "Moves the clock forward, with the clocks that follow it.",
    input: z.strictObject({
      hours: z.number().nonnegative().default(0),
      minutes: z.number().nonnegative().default(0),
      seconds: z.number().nonnegative().default(0),
    }),
    output: clockSchema,
  },
  moveTo: {
    method: "POST",
    path: "/clock/move-to",
    summary: "Moves the clock forward to a moment.",
    input: z.strictObject({ to: timeSchema }),
    output: clockSchema,
  },
} as const satisfies OperationGroup;
