import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EventArchive } from "../ports/event-archive.ts";
import type { ReceivedEvent } from "../ports/webhook-inbox.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import {
  briefLimits,
  orderToOpen,
  type PayPalUnderTest,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";
import { BillingPayPalClient } from "./client.ts";
import { createEventArchive } from "./event-archive.ts";
import { createTransport } from "./transport.ts";

let paypal: PayPalUnderTest;
let archive: EventArchive;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
  const { client } = paypal;
  archive = createEventArchive({ client, breaker: closedBreaker, limits: briefLimits });
  paypal.sandbox.webhooks.subscribe({ url: "http://127.0.0.1:1/unreachable" });
});
beforeEach(() => paypal.sandbox.faults.clear());
afterAll(() => paypal[Symbol.asyncDispose]());

async function readAll(from: Date, to?: Date): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  let next: string | null = null;
  do {
    const page = await archive.page({ from, to, next });
    if (!page.ok) throw new Error(page.failure.issue);
    events.push(...page.value.events);
    next = page.value.next;
  } while (next !== null);
  return events;
}

describe("the archive of events", () => {
  test("returns every event of a window over all its pages, delivered or not", async () => {
    const from = new Date(paypal.sandbox.clock.now());
    paypal.sandbox.webhooks.deliveryFaults.dropNext(1_000);
    for (let order = 0; order < 130; order += 1) {
      const opened = await paypal.gateway.createOrder(orderToOpen());
      if (opened.ok) paypal.sandbox.approve(opened.value.id);
    }
    const events = await readAll(from);
    const known = paypal.sandbox.webhooks.events();
    expect(known.length).toBeGreaterThan(100);
    expect(events.map(({ id }) => id).toSorted()).toEqual(known.map(({ id }) => id).toSorted());
    expect(events[0]).toMatchObject({ type: "CHECKOUT.ORDER.APPROVED" });
    expect(JSON.parse(events[0]?.body ?? "")).toMatchObject({ id: events[0]?.id });
    expect(await readAll(new Date(0), new Date(from.getTime() - 60_000))).toEqual([]);
  });

  test("fails, and never returns an empty list, if PayPal returns no list", async () => {
    paypal.sandbox.faults.add({ operation: "webhooks.events", kind: { status: 503 } });
    const page = await archive.page({ from: new Date(), to: undefined, next: null });
    expect(page).toMatchObject({ ok: false, failure: { kind: "unavailable" } });
  });

  test("requests the next page from our host only, and skips invalid events", async () => {
    const next = "/v1/notifications/webhooks-events?after=1";
    await using odd = await startOddArchive(`https://evil.example${next}`);
    const page = await odd.page(null);
    expect(page).toMatchObject({ ok: true, value: { events: [{ id: "WH-1" }], next } });
    await odd.page("/v1/notifications/webhooks-events?after=0");
    expect(odd.requested).toEqual([
      expect.stringContaining("start_time="),
      "/v1/notifications/webhooks-events?after=0",
    ]);
  });

  test("accepts a link with a slash before its query, as in PayPal's samples", async () => {
    const query = "?start_time=2026-03-01T09:35:00Z&page_size=100&move_to=next&index_id=3";
    const path = "/v1/notifications/webhooks-events";
    await using odd = await startOddArchive(`https://api.paypal.com${path}/${query}`);
    expect(await odd.page(null)).toMatchObject({ ok: true, value: { next: path + query } });
  });

  test.each([
    ["leads to another host", "https://api.paypal.com/v1/notifications/webhooks?after=1"],
    ["is invalid", "https://"],
    ["leads to the page itself", "/v1/notifications/webhooks-events?after=1"],
  ])("fails, and never ends the list, if the next link %s", async (_, href) => {
    await using odd = await startOddArchive(href);
    const page = await odd.page("/v1/notifications/webhooks-events?after=1");
    expect(page).toMatchObject({ ok: false, failure: { issue: "MALFORMED_ANSWER" } });
  });

  test("ends at an empty page, whatever it links to", async () => {
    await using odd = await startOddArchive("/v1/notifications/webhooks-events?after=1", []);
    expect(await odd.page(null)).toMatchObject({ ok: true, value: { events: [], next: null } });
  });
});

const oddEvents = [{ id: "WH-1", event_type: "X.Y", resource: null }, { id: 7 }, "odd"];

/** An archive at a PayPal that always returns the same page, with this link to the next. */
async function startOddArchive(nextHref: string, events: readonly unknown[] = oddEvents) {
  const requested: string[] = [];
  const server = await startFaultyServer((request, response) => {
    if (request.url === "/v1/oauth2/token")
      return answerJson(response, 200, { access_token: "t", token_type: "Bearer", expires_in: 9 });
    requested.push(request.url ?? "");
    return answerJson(response, 200, { events, links: [{ rel: "next", href: nextHref }] });
  });
  const client = new BillingPayPalClient(
    { clientId: "a", clientSecret: "b", environment: "sandbox", baseUrl: server.url },
    createTransport,
  );
  const odd = createEventArchive({ client, breaker: closedBreaker, limits: briefLimits });
  return {
    requested,
    page: (next: string | null) => odd.page({ from: new Date(0), to: undefined, next }),
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
