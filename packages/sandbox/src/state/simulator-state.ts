import { z } from "zod";
import { faultKindSchema, latencySchema, randomKindSchema } from "../http/fault-schema.ts";
import type { Fault } from "../http/fault.ts";
import type { RandomFaults } from "../http/random-faults.ts";
import type { SimulatedApi } from "../http/with-faults.ts";
import { exportGenerator, importGenerator } from "./generator-state.ts";

/** The waiting faults, the random faults and the outage of a simulator. */
export const conditionsSchema = z.object({
  outage: z.enum(["refused", "unavailable"]).nullable(),
  waiting: z.array(
    z
      .object({
        operation: z.string(),
        kind: faultKindSchema,
        issue: z.string().optional(),
        when: z.enum(["before", "after"]).optional(),
        latencyMs: latencySchema.optional(),
        times: z.union([z.number().positive(), z.literal("forever")]),
      })
      .refine(({ kind, issue }) => kind !== "issue" || issue, {
        path: ["issue"],
        error: "is required for the kind issue",
      }),
  ),
  random: z
    .object({
      rate: z.number(),
      latencyMs: latencySchema.optional(),
      kinds: z.array(randomKindSchema),
      /** Null for a generator that cannot be repeated. */
      seed: z.number().nullable(),
    })
    .nullable(),
});

type ConditionsState = z.output<typeof conditionsSchema>;

export function exportConditions<Operation extends string>({
  faults,
  outage,
}: SimulatedApi<Operation>): ConditionsState {
  return {
    outage: outage.kind ?? null,
    waiting: faults.waiting.map(({ times = 1, ...fault }) => ({
      ...fault,
      times: times === Infinity ? "forever" : times,
    })),
    random: faults.random ? exportRandom(faults.random) : null,
  };
}

function exportRandom({ random, kinds, ...rest }: RandomFaults) {
  return { ...rest, kinds: [...kinds], seed: exportGenerator(random) };
}

/** Replaces faults and outage. Rejects if another process has taken the port. */
export async function importConditions<Operation extends string>(
  { faults, outage }: SimulatedApi<Operation>,
  state: ConditionsState,
): Promise<void> {
  faults.clear();
  for (const { times, ...fault } of state.waiting) {
    faults.add({
      ...(fault as Omit<Fault<Operation>, "times">),
      times: times === "forever" ? Infinity : times,
    });
  }
  if (state.random) {
    const { seed, ...rates } = state.random;
    faults.chaos({ ...(rates as Omit<RandomFaults, "random">), random: importGenerator(seed) });
  }
  if (outage.kind === (state.outage ?? undefined)) return;
  await outage.end();
  if (state.outage) await outage.begin(state.outage);
}

/** Without faults and outage. */
export const noConditions: ConditionsState = { outage: null, waiting: [], random: null };
