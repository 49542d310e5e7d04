import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EventArchive, ReceivedEvent } from "../domain/paypal-event.ts";
import { openDoor } from "../testing/open-door.ts";
import { answerJson, startOddServer } from "../testing/odd-server.ts";
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
  archive = createEventArchive({ client, breaker: openDoor, limits: briefLimits });
  paypal.sandbox.webhooks.subscribe({ url: "http://127.0.0.1:1/nobody" });
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
  test("has every event of a window over all its pages, delivered or not", async () => {
    const from = new Date(paypal.sandbox.clock.now());
    paypal.sandbox.webhooks.mischief.dropNext(1_000);
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

  test("is a failure, never an empty list, when PayPal gives no list", async () => {
    paypal.sandbox.faults.add({ operation: "webhooks.events", kind: { status: 503 } });
    const page = await archive.page({ from: new Date(), to: undefined, next: null });
    expect(page).toMatchObject({ ok: false, failure: { kind: "unavailable" } });
  });

  test("follows the next page on our host only, and skips what is no event", async () => {
    const asked: string[] = [];
    await using server = await startOddServer((request, response) => {
      if (request.url === "/v1/oauth2/token")
        return answerJson(response, 200, {
          access_token: "t",
          token_type: "Bearer",
          expires_in: 9,
        });
      asked.push(request.url ?? "");
      return answerJson(response, 200, {
        events: [{ id: "WH-1", event_type: "X.Y", resource: null }, { id: 7 }, "odd"],
        links: [
          { rel: "next", href: "https://evil.example/v1/notifications/webhooks-events?after=1" },
        ],
      });
    });
    const client = new BillingPayPalClient(
      { clientId: "a", clientSecret: "b", environment: "sandbox", baseUrl: server.url },
      createTransport,
    );
    const odd = createEventArchive({ client, breaker: openDoor, limits: briefLimits });
    const page = await odd.page({ from: new Date(0), to: undefined, next: null });
    const next = "/v1/notifications/webhooks-events?after=1";
    expect(page).toMatchObject({ ok: true, value: { events: [{ id: "WH-1" }], next } });
    await odd.page({ from: new Date(0), to: undefined, next });
    expect(asked).toEqual([expect.stringContaining("start_time="), next]);
    await client.close();
  });
});
