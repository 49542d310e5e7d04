import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import {
  areSchemasPublished,
  readSchemas,
  type SchemaCheck,
} from "../testing/published-schemas.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";
import { type Alteration, alterations } from "./alter-response.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
});
beforeEach(async () => {
  await caller.login();
  id = (await caller.create()).body.id;
});
afterEach(() => sandbox.paypal.deviations.clear());
afterAll(() => sandbox.close());

const firstUnit = ({ purchase_units: [unit] }: { purchase_units: object[] }) =>
  unit as Record<string, unknown>;
const altered = (...alter: Alteration[]) => sandbox.paypal.deviations.set(id, { alter });

describe("a response about an order", () => {
  test("is the documented one before deviations are set, and after they are cleared", async () => {
    sandbox.paypal.captureInBrowser(id);
    const usual = (await caller.order(id)).body;
    altered(...alterations);
    expect((await caller.order(id)).body).not.toEqual(usual);
    sandbox.paypal.deviations.clear();
    expect((await caller.order(id)).body).toEqual(usual);
  });

  test("lacks the order's status, and keeps its capture's", async () => {
    sandbox.paypal.approve(id);
    altered("no_status");
    const { body } = await caller.capture(id, { prefer: "return=representation" });
    expect(body).not.toHaveProperty("status");
    expect(body).toHaveProperty("purchase_units.0.payments.captures.0.status", "COMPLETED");
    expect((await caller.order(id)).body).not.toHaveProperty("status");
  });

  test("has payments only if they are requested", async () => {
    sandbox.paypal.captureInBrowser(id);
    altered("no_payments");
    expect(firstUnit((await caller.order(id)).body)).not.toHaveProperty("payments");
    const requested = await caller.get(`/v2/checkout/orders/${id}?fields=purchase_units.payments`);
    expect(firstUnit(requested.body)).toHaveProperty("payments.captures.0.status", "COMPLETED");
  });

  test("has only the payee's e-mail address, or no payee", async () => {
    altered("no_payee_id");
    expect(firstUnit((await caller.order(id)).body)["payee"]).toEqual({
      email_address: sandbox.paypal.payee.email_address,
    });
    altered("no_payee");
    expect(firstUnit((await caller.order(id)).body)).not.toHaveProperty("payee");
  });

  test("lacks amounts, or the time of its last change", async () => {
    sandbox.paypal.captureInBrowser(id);
    altered("no_amount", "no_update_time");
    const { body } = await caller.order(id);
    expect(firstUnit(body)).not.toHaveProperty("amount");
    expect(firstUnit(body)).not.toHaveProperty("payments.captures.0.amount");
    expect(body).not.toHaveProperty("update_time");
  });

  test("has a malformed element before the usual ones in its lists", async () => {
    sandbox.paypal.captureInBrowser(id);
    sandbox.paypal.refundInDashboard(id, "1.00");
    altered("malformed_elements");
    const { captures, refunds } = firstUnit((await caller.order(id)).body)["payments"] as {
      captures: object[];
      refunds: object[];
    };
    for (const list of [captures, refunds]) {
      expect(list[0]).not.toHaveProperty("id");
      expect(list[1]).toHaveProperty("id");
    }
  });

  test("has unknown fields in every object", async () => {
    sandbox.paypal.captureInBrowser(id);
    altered("unknown_fields");
    const { body } = await caller.order(id);
    for (const place of [body, body.links[0], firstUnit(body), firstUnit(body)["payee"]])
      expect(place).toHaveProperty("introduced_later");
    expect(body.status).toBe("COMPLETED");
  });

  test("applies to PayPal's events, too", async () => {
    await using receiver = await new WebhookReceiver().listen();
    const { webhookId } = sandbox.paypal.webhooks.subscribe({ url: receiver.url });
    altered("no_update_time", "unknown_fields");
    sandbox.paypal.approve(id);
    await sandbox.paypal.webhooks.idle();
    sandbox.paypal.webhooks.unsubscribe(webhookId);
    const [{ resource } = { resource: {} }] = receiver.received.map(({ event }) => event);
    expect(resource).toMatchObject({ id, status: "APPROVED", introduced_later: {} });
    expect(resource).not.toHaveProperty("update_time");
  });
});

describe("an order that is not visible yet", () => {
  const statuses = async () => [(await caller.order(id)).status, (await caller.capture(id)).status];

  test("is not found during that time, although its payer approved it", async () => {
    sandbox.paypal.deviations.set(id, { hiddenForMs: 5_000 });
    sandbox.paypal.approve(id);
    expect(await statuses()).toEqual([404, 404]);
    sandbox.paypal.clock.advance(5_000);
    expect(await statuses()).toEqual([200, 201]);
  });

  test("can be hidden from one call only, which has no effect", async () => {
    sandbox.paypal.deviations.set(id, { hiddenForMs: Infinity, hiddenFrom: ["orders.capture"] });
    sandbox.paypal.approve(id);
    expect(await statuses()).toEqual([200, 404]);
    expect(sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("may have been captured", async () => {
    sandbox.paypal.deviations.set(id, { hiddenForMs: Infinity });
    sandbox.paypal.captureInBrowser(id);
    expect((await caller.order(id)).body.details[0].issue).toBe("INVALID_RESOURCE_ID");
    expect(sandbox.paypal.capturedTotal(id)).toBe("31.00");
  });
});

describe("a payment that is not visible yet", () => {
  const captureStatus = async () => {
    const [capture] = sandbox.paypal.orders.get(id)?.purchase_units[0]?.payments?.captures ?? [];
    return (await caller.get(`/v2/payments/captures/${capture?.id}`)).status;
  };

  test("leaves the order approved, for the given time after the capture", async () => {
    sandbox.paypal.approve(id);
    const approved = (await caller.order(id)).body;
    sandbox.paypal.deviations.set(id, { paymentHiddenForMs: 5_000 });
    sandbox.paypal.clock.advance(2_000);
    expect((await caller.capture(id)).status).toBe(201);
    expect((await caller.order(id)).body).toEqual(approved);
    expect(await captureStatus()).toBe(404);
    expect((await caller.capture(id)).body.details[0].issue).toBe("ORDER_ALREADY_CAPTURED");
    sandbox.paypal.clock.advance(5_000);
    expect((await caller.order(id)).body.status).toBe("COMPLETED");
    expect(await captureStatus()).toBe(200);
  });

  test("or completes the order without being shown, whichever fields are requested", async () => {
    sandbox.paypal.deviations.set(id, { paymentHiddenForMs: 5_000, shownAs: "COMPLETED" });
    sandbox.paypal.captureInBrowser(id);
    const { body } = await caller.get(`/v2/checkout/orders/${id}?fields=purchase_units.payments`);
    expect([body.status, firstUnit(body)["payments"]]).toEqual(["COMPLETED", undefined]);
  });
});

describe("the rates", () => {
  const draw = async (seed: number) => {
    const rates = { alter: { no_status: 0.5 }, hidden: { rate: 0.5, longestMs: 60_000 } };
    sandbox.paypal.deviations.draw({ ...rates, random: seededRandom(seed) });
    const seen: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const created = (await caller.create()).body.id;
      const { status, body } = await caller.order(created);
      seen.push(`${status} ${body.status}`);
    }
    sandbox.paypal.deviations.clear();
    return seen;
  };

  test("draw the same deviations from the same seed", async () => {
    const once = await draw(1);
    expect(new Set(once)).toEqual(new Set(["404 undefined", "200 undefined", "200 CREATED"]));
    expect(await draw(1)).toEqual(once);
    expect(await draw(2)).not.toEqual(once);
  });

  test("of 1 apply from the first response of an account", async () => {
    const { deviations } = sandbox.paypal;
    deviations.draw({ alter: { no_payee_id: 1 }, random: seededRandom(1) });
    const counted = deviations.counts.get("no_payee_id") ?? 0;
    const { body } = await caller.create({}, { prefer: "return=representation" });
    expect(firstUnit(body)["payee"]).not.toHaveProperty("merchant_id");
    expect(firstUnit((await caller.order(body.id)).body)["payee"]).not.toHaveProperty(
      "merchant_id",
    );
    expect(deviations.counts.get("no_payee_id")).toBe(counted + 2);
  });
});

describe.skipIf(!areSchemasPublished)("validated by the published schemas", () => {
  let contract: SchemaCheck;
  let specification: SchemaCheck;
  beforeAll(() => ({ contract, specification } = readSchemas()));

  // The strict contract requires the omitted fields, defines list elements, and allows no more
  // fields of money.
  const beyondContract: ReadonlySet<Alteration> = new Set([
    "no_status",
    "no_payments",
    "no_amount",
    "malformed_elements",
    "unknown_fields",
  ]);

  const beyondUsual = (alteration: Alteration, name: string, body: unknown) =>
    beyondContract.has(alteration) ? undefined : contract(name, body);

  const lives: [string, () => unknown][] = [
    ["created", () => undefined],
    ["approved", () => sandbox.paypal.approve(id)],
    ["captured", () => sandbox.paypal.captureInBrowser(id)],
    ["held", () => sandbox.paypal.captureInBrowser(id, { capture: "PENDING" })],
    ["declined", () => sandbox.paypal.captureInBrowser(id, { capture: "DECLINED" })],
    ["refunded", () => [sandbox.paypal.captureInBrowser(id), sandbox.paypal.refundInDashboard(id)]],
  ];
  const table = alterations.flatMap((alteration) =>
    lives.map(([state, live]) => ({ alteration, state, live })),
  );

  test.each(table)("$alteration: an order that is $state stays valid", async (line) => {
    line.live();
    altered(line.alteration);
    const { body } = await caller.order(id);
    expect(specification("orders_op_orders_get_200", body)).toBeUndefined();
    expect(beyondUsual(line.alteration, "order", body)).toBeUndefined();
  });

  test.each(alterations)("%s: a capture's response stays valid", async (alteration) => {
    sandbox.paypal.approve(id);
    altered(alteration);
    const { body } = await caller.capture(id, { prefer: "return=representation" });
    expect(specification("orders_op_orders_capture_201", body)).toBeUndefined();
    expect(beyondUsual(alteration, "captureResult", body)).toBeUndefined();
  });

  test("an order whose payment is hidden is valid", async () => {
    sandbox.paypal.captureInBrowser(id);
    sandbox.paypal.deviations.set(id, { paymentHiddenForMs: Infinity });
    const { body } = await caller.order(id);
    expect(contract("order", body)).toBeUndefined();
    expect(specification("orders_op_orders_get_200", body)).toBeUndefined();
  });
});
