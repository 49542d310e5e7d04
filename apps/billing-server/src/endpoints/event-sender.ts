import { isIP } from "node:net";
import { Agent, type Dispatcher } from "undici";
import type { SendOutcome } from "../domain/dispatch.ts";
import { parseRetryAfter } from "../lib/parse-retry-after.ts";
import { withDeadline } from "../lib/with-deadline.ts";
import type { EventSender, SendTarget, SentEvent } from "../ports/event-sender.ts";
import { addressNotAllowed, allowedLookup, notAllowedError } from "./allowed-lookup.ts";
import { signedHeaders } from "./signed-headers.ts";

interface SenderOptions {
  /** Whether an endpoint of an operator may be at this address. */
  readonly isAllowed: (address: string) => boolean;
  /** Replaces the deadline of an attempt, 15 s: the least that the specification recommends ("Request timeouts"). */
  readonly deadlineMs?: number;
}

// Nothing in the response matters but its status; the rest of a longer one closes the connection.
const mostResponseBytes = 16 * 1024;

/** Sends events over HTTP. Redirects are not followed: they would lead to an address that was not checked. */
export function createEventSender({
  isAllowed,
  deadlineMs = 15_000,
}: SenderOptions): EventSender & { close(): Promise<void> } {
  const trusted = new Agent(agentOptions());
  const restricted = new Agent(agentOptions(isAllowed));
  const post = async (target: SendTarget, event: SentEvent): Promise<SendOutcome> => {
    const { url, secrets, isTrusted } = target;
    const host = new URL(url).hostname.replaceAll(/[[\]]/g, "");
    // A connection to an address looks nothing up.
    if (!isTrusted && isIP(host) !== 0 && !isAllowed(host)) throw notAllowedError();
    const headers = {
      "content-type": "application/json",
      "user-agent": "onekonsole-billing",
      ...signedHeaders(secrets, { ...event, at: new Date() }),
    };
    const dispatcher = isTrusted ? trusted : restricted;
    return withDeadline(deadlineMs, (signal) =>
      requestOnce(dispatcher, url, { headers, body: event.body, signal }),
    );
  };
  return {
    send: (target, event) => post(target, event).catch(toFailure),
    close: async () => {
      await Promise.all([trusted.destroy(), restricted.destroy()]);
    },
  };
}

// Connections to an origin are as many as its endpoints have requests, so none waits for another's.
const agentOptions = (isAllowed?: (address: string) => boolean): Agent.Options => ({
  connect: {
    timeout: 5_000,
    ...(isAllowed === undefined ? {} : { lookup: allowedLookup(isAllowed) }),
  },
  allowH2: false,
  keepAliveTimeout: 3_000,
});

interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

async function requestOnce(dispatcher: Dispatcher, url: string, post: Post): Promise<SendOutcome> {
  const { origin, pathname, search } = new URL(url);
  const { statusCode, headers, body } = await dispatcher.request({
    origin,
    path: pathname + search,
    method: "POST",
    ...post,
  });
  // The status decides, also if the body breaks off.
  await body.dump({ limit: mostResponseBytes, signal: post.signal }).catch(() => undefined);
  if (statusCode >= 200 && statusCode < 300) return { kind: "sent", status: statusCode };
  if (statusCode === 410) return { kind: "gone", status: statusCode };
  const header = headers["retry-after"];
  const retryAfterMs = parseRetryAfter(typeof header === "string" ? header : undefined) ?? null;
  return { kind: "failed", status: statusCode, failure: "status", retryAfterMs };
}

function toFailure(error: unknown): SendOutcome {
  const { code, name } = error as NodeJS.ErrnoException;
  const isTimeout = name === "TimeoutError" || /TIMEOUT|TIMEDOUT/.test(code ?? "");
  const failure =
    code === addressNotAllowed
      ? "address_not_allowed"
      : isTimeout
        ? "timeout"
        : "connection_failed";
  return { kind: "failed", status: null, failure, retryAfterMs: null };
}
