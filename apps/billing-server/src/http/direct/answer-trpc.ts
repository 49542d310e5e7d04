import { errorCatalog } from "@onekonsole/billing-contract";
import type { BillingError } from "../../domain/billing-error.ts";
import { orderIdIn } from "../../procedures/declare-errors.ts";
import { runProcedure } from "../../procedures/run-procedure.ts";
import { toBillingError } from "../../procedures/to-billing-error.ts";
import { toErrorShape } from "../../procedures/trpc.ts";
import { type Answer, jsonAnswer } from "../answer.ts";
import type { AppOptions } from "../app-options.ts";
import { errorHeaders, logError } from "../errors.ts";
import { type RequestContext, toProcedureContext } from "../procedure-context.ts";
import { callInputs, type TrpcCalls } from "./trpc-calls.ts";
import { trpcVary } from "./trpc-wire.ts";

interface TrpcRequest extends RequestContext {
  /** The JSON of the inputs; `null` without any. */
  readonly readText: () => Promise<string | null>;
  readonly isDisconnected: () => boolean;
}

type Outcome = { readonly data: unknown } | { readonly error: BillingError };

/** Runs the procedures, and answers in tRPC's envelope. */
export async function answerTrpc(
  { deps, log }: Pick<AppOptions, "deps" | "log">,
  calls: TrpcCalls,
  request: TrpcRequest,
): Promise<Answer> {
  const { paths, isBatch } = calls;
  const { requestId } = request;
  const ctx = toProcedureContext(deps, request);
  const inputs = callInputs(calls, request.readText);
  const outcomes = await Promise.all(
    paths.map(async (path, batchIndex): Promise<Outcome> => {
      const getRawInput = () => inputs.read(batchIndex);
      try {
        return { data: await runProcedure({ path, ctx, getRawInput, signal: undefined }) };
      } catch (thrown) {
        const error = toBillingError(thrown);
        const orderId = orderIdIn(inputs.known(batchIndex));
        if (!request.isDisconnected()) logError(log, error, { requestId, path, orderId });
        return { error };
      }
    }),
  );
  const envelopes = outcomes.map((outcome) => toEnvelope(outcome, requestId));
  const failed = outcomes.find((outcome) => "error" in outcome);
  const headers = { vary: trpcVary, ...(failed ? errorHeaders(failed.error) : {}) };
  const answer = jsonAnswer(isBatch ? envelopes : envelopes[0], headers);
  return { ...answer, status: commonStatus(outcomes) };
}

const toEnvelope = (outcome: Outcome, requestId: string) =>
  "error" in outcome
    ? { error: toErrorShape(outcome.error, requestId) }
    : { result: { data: outcome.data } };

/** The status of all calls, or 207 if they differ. */
function commonStatus(outcomes: readonly Outcome[]): number {
  const statuses = new Set(
    outcomes.map((outcome) => ("error" in outcome ? errorCatalog[outcome.error.code].status : 200)),
  );
  const [first = 200] = statuses;
  return statuses.size === 1 ? first : 207;
}
