import { expect, test } from "vitest";
import { webhookFigures } from "./webhook-figures.ts";

type Webhooks = Parameters<typeof webhookFigures>[0];

const delivery = (eventId: string, outcome: unknown) =>
  ({ eventId, outcome }) as Webhooks["deliveries"][number];

test("counts dropped, accepted and repeated deliveries", () => {
  const deliveries = [
    delivery("a", "dropped"),
    delivery("a", { status: 204 }),
    delivery("a", { status: 204 }),
    delivery("b", { status: 503 }),
    delivery("b", { error: "refused" }),
    delivery("b", { status: 200 }),
  ];
  const webhooks = { deliveries, events: () => [{}, {}] } as unknown as Webhooks;
  expect(Object.fromEntries(webhookFigures(webhooks))).toEqual({
    events: 2,
    dropped: 1,
    deliveries: 5,
    accepted: 3,
    "accepted more than once": 1,
  });
});
