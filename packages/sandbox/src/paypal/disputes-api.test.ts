import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSandboxClient, type SandboxClient } from "../control/client.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let control: SandboxClient;
let caller: PayPalCaller;
let orderId: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  control = createSandboxClient(sandbox.controlUrl);
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
beforeEach(() => {
  orderId = sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "order-1").id;
});
afterAll(() => sandbox.close());

const path = "/v1/customer/disputes";
const open = async (terms: object = {}) =>
  (await control.disputes.open({ order_id: orderId, ...terms })).id;
const show = async (id: string) => (await caller.get(`${path}/${id}`)).body;
const list = async (query = "") => (await caller.get(`${path}?${query}`)).body;
const idsOf = (body: { items: { dispute_id: string }[] }) =>
  body.items.map(({ dispute_id }) => dispute_id);
const relsOf = ({ links }: { links: { rel: string }[] }) => links.map(({ rel }) => rel);
const provide = (id: string, body: unknown) => caller.post(`${path}/${id}/provide-evidence`, body);
const evidence = { evidences: [{ evidence_type: "PROOF_OF_FULFILLMENT", notes: "delivered" }] };

describe("a dispute", () => {
  test("has the reason, the amount and the stage that were chosen", async () => {
    const id = await open({ reason: "UNAUTHORISED", value: "10.00", stage: "CHARGEBACK" });
    expect(await show(id)).toMatchObject({
      dispute_id: id,
      reason: "UNAUTHORISED",
      status: "OPEN",
      dispute_state: "OPEN_INQUIRIES",
      dispute_amount: { currency_code: "EUR", value: "10.00" },
      dispute_life_cycle_stage: "CHARGEBACK",
      dispute_channel: "EXTERNAL",
    });
  });

  test("is about no more than the payment", async () => {
    await expect(open({ value: "31.01" })).rejects.toMatchObject({ code: "not_possible" });
    await expect(open({ value: "0.00" })).rejects.toMatchObject({ code: "not_possible" });
  });

  test("about a part takes back only that part", async () => {
    const id = await open({ value: "10.00" });
    await control.disputes.resolve({ id, outcome: "RESOLVED_BUYER_FAVOUR" });
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("10.00");
    expect((await control.orders.show({ id: orderId })).captures[0]?.status).toBe(
      "PARTIALLY_REFUNDED",
    );
    const { dispute_outcome } = await show(id);
    expect(dispute_outcome.amount_refunded.value).toBe("10.00");
  });

  test("moves to later stages only", async () => {
    const id = await open();
    await control.disputes.escalate({ id, stage: "PRE_ARBITRATION" });
    expect((await show(id)).dispute_life_cycle_stage).toBe("PRE_ARBITRATION");
    await control.disputes.escalate({ id, stage: "PRE_ARBITRATION" });
    const back = control.disputes.escalate({ id, stage: "CHARGEBACK" });
    await expect(back).rejects.toMatchObject({ code: "not_possible" });
  });

  test("that is unknown is not found", async () => {
    const answers = [
      await caller.get(`${path}/PP-R-NONE`),
      await provide("PP-R-NONE", evidence),
      await caller.post(`${path}/PP-R-NONE/accept-claim`, { note: "ours" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  test("can have a fault", async () => {
    const fault = { operation: "disputes.list", kind: { status: 503 } } as const;
    await control.faults.add({ simulator: "paypal", ...fault });
    expect((await caller.get(path)).status).toBe(503);
  });
});

describe("evidence", () => {
  test("is provided while the dispute waits for it, and is reviewed then", async () => {
    const id = await open();
    expect(relsOf(await show(id))).not.toContain("provide-evidence");
    expect((await provide(id, evidence)).body.details[0].issue).toBe("INVALID_DISPUTE_STATUS");
    await control.disputes.escalate({ id, status: "WAITING_FOR_SELLER_RESPONSE" });
    expect(relsOf(await show(id))).toEqual(["self", "provide-evidence", "accept-claim"]);
    const { status, body } = await provide(id, evidence);
    expect([status, relsOf(body)]).toEqual([200, ["self"]]);
    expect(await show(id)).toMatchObject({
      status: "UNDER_REVIEW",
      evidences: [{ notes: "delivered", source: "SUBMITTED_BY_SELLER" }],
    });
  });

  test("can be a part of a form, beside files", async () => {
    const id = await open();
    await control.disputes.escalate({ id, status: "WAITING_FOR_SELLER_RESPONSE" });
    const form = new FormData();
    form.set("input", new Blob([JSON.stringify(evidence)], { type: "application/json" }));
    form.set("file1", new Blob(["a receipt"]), "receipt.txt");
    const encoded = new Response(form);
    const type = { "content-type": encoded.headers.get("content-type") ?? "" };
    const sent = await caller.post(`${path}/${id}/provide-evidence`, await encoded.text(), type);
    expect([sent.status, (await show(id)).status]).toEqual([200, "UNDER_REVIEW"]);
  });

  test("needs a type", async () => {
    const { status, body } = await provide(await open(), { evidences: [{}] });
    expect([status, body.details[0].field]).toEqual([400, "/evidences/0/evidence_type"]);
  });
});

describe("accept-claim", () => {
  test("returns the money, once", async () => {
    const id = await open();
    const accept = () => caller.post(`${path}/${id}/accept-claim`, { note: "our mistake" });
    expect((await accept()).status).toBe(200);
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("31.00");
    expect(await show(id)).toMatchObject({ status: "RESOLVED", dispute_state: "RESOLVED" });
    expect((await accept()).body.details[0].issue).toBe("INVALID_DISPUTE_STATUS");
  });

  test("needs a note", async () => {
    const { status } = await caller.post(`${path}/${await open()}/accept-claim`, {});
    expect(status).toBe(400);
  });
});

describe("the list", () => {
  test("has the newest first, with a summary of each", async () => {
    const [first, second] = [await open(), await open()];
    const { items } = await list();
    expect(idsOf({ items }).slice(0, 2)).toEqual([second, first]);
    expect(items[0]).not.toHaveProperty("disputed_transactions");
    expect(items[0]).toHaveProperty("dispute_life_cycle_stage");
  });

  test("is read in pages", async () => {
    const ids = [await open(), await open(), await open()];
    const page = await list("page_size=2");
    const next = page.links.find(({ rel }: { rel: string }) => rel === "next").href;
    const rest = (await caller.get(next.replace(sandbox.paypal.url, ""))).body;
    expect([...idsOf(page), ...idsOf(rest)].slice(0, 3)).toEqual(ids.toReversed());
  });

  test("is filtered by transaction and by state", async () => {
    const id = await open();
    const captureId = sandbox.paypal.disputes.at(-1)?.disputed_transactions[0];
    const byCapture = await list(`disputed_transaction_id=${captureId?.seller_transaction_id}`);
    expect(idsOf(byCapture)).toEqual([id]);
    await control.disputes.escalate({ id });
    expect(idsOf(await list("dispute_state=UNDER_PAYPAL_REVIEW,RESOLVED"))).toContain(id);
    expect(idsOf(await list("dispute_state=REQUIRED_ACTION"))).not.toContain(id);
  });

  test("is filtered by time", async () => {
    const early = await open();
    sandbox.paypal.clock.advance(3_600_000);
    const moment = new Date(sandbox.paypal.clock.now()).toISOString();
    sandbox.paypal.clock.advance(3_600_000);
    const late = await open();
    expect(idsOf(await list(`start_time=${moment}`))).toEqual([late]);
    expect(idsOf(await list(`update_time_before=${moment}`))).toContain(early);
    expect(idsOf(await list(`update_time_before=${moment}`))).not.toContain(late);
  });

  test.each([
    ["page_size=51", "/page_size"],
    ["dispute_state=LOST", "/dispute_state/0"],
    ["start_time=yesterday", "/start_time"],
    ["start_time=2020-01-01T00:00:00Z", "/start_time"],
    ["next_page_token=QUJD", "/next_page_token"],
  ])("rejects %s", async (query, field) => {
    const { status, body } = await caller.get(`${path}?${query}`);
    expect([status, body.details[0].field]).toEqual([400, field]);
  });

  test("takes either a start or a transaction", async () => {
    const now = new Date(sandbox.paypal.clock.now()).toISOString();
    const { status } = await caller.get(`${path}?start_time=${now}&disputed_transaction_id=X`);
    expect(status).toBe(400);
  });
});
