import { z } from "zod";
import type { EventArchive, EventPage } from "../ports/event-archive.ts";
import type { ReceivedEvent } from "../ports/webhook-inbox.ts";
import { callPayPal, usualLimits } from "./attempt.ts";
import type { PayPalGatewayOptions } from "./gateway.ts";
import { parseEvent } from "./parse-event.ts";

const eventsPath = "/v1/notifications/webhooks-events";
const pageSize = "100";
// A hundred events, each ten times as long as they are.
const longestPage = 4 * 1024 * 1024;

const pageSchema = z.object({
  events: z.array(z.unknown()).nullish(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).nullish(),
});

/** PayPal's list of events, delivered or not; see the port for what it promises. */
export function createEventArchive(options: PayPalGatewayOptions): EventArchive {
  const { limits = usualLimits, ...via } = options;
  return {
    page: ({ from, to, next }) => {
      const window = new URLSearchParams({
        start_time: from.toISOString(),
        ...(to ? { end_time: to.toISOString() } : {}),
        page_size: pageSize,
      });
      const path = next ?? `${eventsPath}?${window.toString()}`;
      const request = { path, verb: "GET", headers: {}, longestAnswer: longestPage };
      const call = { ...via, operation: "list_events", request, limits: limits.background };
      return callPayPal({ ...call, parse: (body) => parsePage(body, path) });
    },
  };
}

/** `null` also when it can't be told where the list goes on: its end would be believed. */
function parsePage(body: unknown, asked: string): EventPage | null {
  const page = pageSchema.safeParse(body);
  if (!page.success) return null;
  const { events, links } = page.data;
  // Behind a page without any event there is nothing, whatever its links say.
  const href = events?.length ? links?.find(({ rel }) => rel === "next")?.href : undefined;
  const next = href === undefined ? null : pathOf(href);
  if (href !== undefined && (next === null || next === asked)) return null;
  return { events: (events ?? []).map(readEvent).filter((event) => event !== null), next };
}

/** What is no event of ours to read is left out: it must not hide the others. */
function readEvent(event: unknown): ReceivedEvent | null {
  const body = JSON.stringify(event);
  const parsed = parseEvent(body);
  return parsed ? { id: parsed.id, type: parsed.type, body } : null;
}

/** Only where on PayPal's host the next page is: the host is ours to name. */
function pathOf(href: string): string | null {
  if (!URL.canParse(href, "https://paypal.invalid")) return null;
  const { pathname, search } = new URL(href, "https://paypal.invalid");
  // PayPal's own links have a slash before the query, which the address it documents has not.
  return pathname.replace(/\/$/, "").endsWith(eventsPath) ? eventsPath + search : null;
}
