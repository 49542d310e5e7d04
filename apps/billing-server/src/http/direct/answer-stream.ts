import type { ServerResponse } from "node:http";
import type { TrackedEnvelope } from "@trpc/server";
import { orderIdIn } from "../../procedures/declare-errors.ts";
import { runProcedure } from "../../procedures/run-procedure.ts";
import { toBillingError } from "../../procedures/to-billing-error.ts";
import { toErrorShape } from "../../procedures/trpc.ts";
import type { AppOptions } from "../app-options.ts";
import { logError } from "../errors.ts";
import { type RequestContext, toProcedureContext } from "../procedure-context.ts";
import type { StreamCall } from "./stream-call.ts";
import type { EventStream } from "./write-events.ts";

/** Runs the procedure of a stream. Also its failure is an event of the stream. */
export async function answerStream(
  { deps, log }: Pick<AppOptions, "deps" | "log">,
  { path, getRawInput }: StreamCall,
  { outgoing, ...request }: RequestContext & { readonly outgoing: ServerResponse },
): Promise<EventStream> {
  const { requestId } = request;
  const leaving = new AbortController();
  outgoing.once("close", () => leaving.abort());
  if (outgoing.destroyed) leaving.abort();
  const { signal } = leaving;
  const ctx = toProcedureContext(deps, request);
  const toErrorData = async (thrown: unknown): Promise<string> => {
    const error = toBillingError(thrown);
    const orderId = orderIdIn(await getRawInput().catch(() => undefined));
    if (!signal.aborted) logError(log, error, { requestId, path, orderId });
    return JSON.stringify(toErrorShape(error, requestId));
  };
  const events = await runProcedure({ path, ctx, getRawInput, signal }).catch(rejecting);
  return { events: events as AsyncIterable<TrackedEnvelope<unknown>>, toErrorData };
}

/** A stream that fails before its first event. */
// oxlint-disable-next-line require-yield -- it fails instead
async function* rejecting(error: unknown) {
  throw error;
}
