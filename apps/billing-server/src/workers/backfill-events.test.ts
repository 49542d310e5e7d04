import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BackfillCheckpoint, EventArchive } from "../ports/event-archive.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { done, failed } from "../testing/fake-paypal.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { backfillEvents } from "./backfill-events.ts";

const now = new Date("2026-03-01T10:00:00Z");
const event = (id: string) => ({ id, type: "PAYMENT.CAPTURE.REFUNDED", body: `{"id":"${id}"}` });

function setUp(through: string) {
  let checkpoint = new Date(through);
  const archive = {
    page: vi.fn<EventArchive["page"]>(async () => done({ events: [], next: null })),
  };
  const inbox = {
    receive: vi.fn<WebhookInbox["receive"]>(async (events) => events.length),
    find: vi.fn<WebhookInbox["find"]>(),
    close: vi.fn<WebhookInbox["close"]>(),
  };
  const advance = vi.fn<BackfillCheckpoint["advance"]>(async (to) => void (checkpoint = to));
  const read = async () => ({ through: checkpoint, now });
  const run = () =>
    backfillEvents({ archive, inbox, checkpoint: { read, advance }, log: quietLog });
  return { archive, inbox, advance, run };
}

// This process's clock is ahead; the database's decides.
beforeEach(() => void vi.useFakeTimers({ now: now.getTime() + 3 * 3600_000 }));
afterEach(() => void vi.useRealTimers());

describe("the backfill", () => {
  test("stores the events of every page since the last run, and those that PayPal listed late", async () => {
    const { archive, inbox, advance, run } = setUp("2026-03-01T09:50:00Z");
    archive.page.mockResolvedValueOnce(done({ events: [event("WH-2")], next: "/more" }));
    archive.page.mockResolvedValueOnce(done({ events: [event("WH-1")], next: null }));
    await run();
    const from = new Date("2026-03-01T09:35:00Z");
    expect(archive.page.mock.calls).toEqual([
      [{ from, to: undefined, next: null }],
      [{ from, to: undefined, next: "/more" }],
    ]);
    expect(inbox.receive.mock.calls).toEqual([[[event("WH-2")]], [[event("WH-1")]]]);
    expect(advance.mock.calls).toEqual([[now]]);
  });

  test("reads a long outage in windows, and keeps each completed window", async () => {
    const { archive, advance, run } = setUp("2026-03-01T07:40:00Z");
    archive.page.mockResolvedValueOnce(done({ events: [], next: null }));
    archive.page.mockResolvedValueOnce(done({ events: [], next: null }));
    archive.page.mockResolvedValueOnce(failed("unavailable"));
    await expect(run()).rejects.toThrow("unavailable");
    expect(advance.mock.calls.map(([to]) => to.toISOString())).toEqual([
      "2026-03-01T08:40:00.000Z",
      "2026-03-01T09:40:00.000Z",
    ]);
    await run();
    expect(archive.page.mock.lastCall).toEqual([
      { from: new Date("2026-03-01T09:25:00Z"), to: undefined, next: null },
    ]);
  });

  test("does not move past events that it could not store", async () => {
    const { archive, inbox, advance, run } = setUp("2026-03-01T09:50:00Z");
    archive.page.mockResolvedValue(done({ events: [event("WH-1")], next: null }));
    inbox.receive.mockRejectedValue(new Error("database is away"));
    await expect(run()).rejects.toThrow("away");
    expect(advance).not.toHaveBeenCalled();
  });
});
