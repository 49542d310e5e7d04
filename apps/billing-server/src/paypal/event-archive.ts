import { z } from "zod";
import type { EventArchive, EventPage } from "../ports/event-archive.ts";
import type { ReceivedEvent } from "../ports/webhook-inbox.ts";
import { callPayPal, defaultLimits } from "./call-paypal.ts";
import type { PayPalGatewayOptions } from "./gateway.ts";
import { parseEvent } from "./parse-event.ts";

const eventsPath = "/v1/notifications/webhooks-events";
const pageSize = "100";
// A page has a hundred events; this allows ten times their usual size.
const maxPageBytes = 4 * 1024 * 1024;

const pageSchema = z.object({
  events: z.array(z.unknown()).nullish(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).nullish(),
});

/** PayPal's list of webhook events, delivered or not. See the port for its guarantees. */
export function createEventArchive(options: PayPalGatewayOptions): EventArchive {
  const { limits = defaultLimits, ...via } = options;
  return {
    page: ({ from, to, next }) => {
      const window = new URLSearchParams({
        start_time: from.toISOString(),
        ...(to ? { end_time: to.toISOString() } : {}),
        page_size: pageSize,
      });
      const path = next ?? `${eventsPath}?${window.toString()}`;
      const request = { path, verb: "GET", headers: {}, maxResponseBytes: maxPageBytes };
      const call = { ...via, operation: "list_events", request, limits: limits.background };
      return callPayPal({ ...call, parse: (body) => parsePage(body, path) });
    },
  };
}

/** `null` also if the link to the next page is unusable: otherwise the page would count as the last one. */
function parsePage(body: unknown, requestedPath: string): EventPage | null {
  const page = pageSchema.safeParse(body);
  if (!page.success) return null;
  const { events, links } = page.data;
  // An empty page is the last one, even if it has a next link.
  const href = events?.length ? links?.find(({ rel }) => rel === "next")?.href : undefined;
  const next = href === undefined ? null : nextPagePath(href);
  if (href !== undefined && (next === null || next === requestedPath)) return null;
  return { events: (events ?? []).map(readEvent).filter((event) => event !== null), next };
}

/** `null` for an unreadable event, which is skipped so that it does not hide the others. */
function readEvent(event: unknown): ReceivedEvent | null {
  const body = JSON.stringify(event);
  const parsed = parseEvent(body);
  return parsed ? { id: parsed.id, type: parsed.type, body } : null;
}

/** Takes only the path and query of the link: the host comes from the configuration. */
function nextPagePath(href: string): string | null {
  if (!URL.canParse(href, "https://paypal.invalid")) return null;
  const { pathname, search } = new URL(href, "https://paypal.invalid");
  // PayPal's links have a slash before the query; the documented URL does not.
  return pathname.replace(/\/$/, "").endsWith(eventsPath) ? eventsPath + search : null;
}
