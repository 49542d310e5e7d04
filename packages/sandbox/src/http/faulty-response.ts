import { setTimeout as sleep } from "node:timers/promises";
import { HttpResponse } from "msw";
import type { Fault, StatusFault } from "./fault.ts";

/** The error format of one API. */
export interface ErrorShape {
  readonly statusError: (status: number) => Response;
  readonly codeError: (issue: string, operation: string) => Response;
  /** The headers of every response of the API. */
  readonly headers: () => Record<string, string>;
}

const dripIntervalMs = 100;

/** The response of a fault. For a hang it never settles; a reset is msw's network error. */
export async function faultyResponse(fault: Fault<string>, errors: ErrorShape): Promise<Response> {
  if (typeof fault.kind === "object") return statusResponse(fault.kind, errors);
  const json = { ...errors.headers(), "content-type": "application/json" };
  switch (fault.kind) {
    case "issue":
      return errors.codeError(fault.issue ?? "", fault.operation);
    case "reset":
      return HttpResponse.error();
    case "hang":
      return new Promise<never>(() => {});
    case "malformed_json":
      return new Response('{"id":"5O190127TN36', { status: 200, headers: json });
    case "html_502":
      return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
        headers: { ...json, "content-type": "text/html" },
      });
    case "empty":
      return new Response(null, { status: 200, headers: json });
    case "slow_drip":
      return new Response(endlessWhiteSpace(), { status: 200, headers: json });
    case "delay":
      throw new Error("A delay has no faulty response.");
  }
}

function statusResponse(fault: StatusFault, errors: ErrorShape): Response {
  const usual = errors.statusError(fault.status);
  const headers = new Headers(usual.headers);
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers.set(name, value);
  if (fault.body === undefined) return new Response(usual.body, { status: fault.status, headers });
  const text = typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body);
  return new Response(text, { status: fault.status, headers });
}

// White space before a JSON value is valid, so parsers cannot reject it early: the client needs a deadline.
function endlessWhiteSpace(): ReadableStream<Uint8Array> {
  const space = new TextEncoder().encode(" ");
  const gone = new AbortController();
  return new ReadableStream({
    async pull(controller) {
      await sleep(dripIntervalMs, undefined, { ref: false, signal: gone.signal }).catch(() => {});
      if (!gone.signal.aborted) controller.enqueue(space);
    },
    cancel() {
      gone.abort();
    },
  });
}
