import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSandboxClient } from "../control/client.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let orderId: string;
let start: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
});
// Each test has a day of its own.
beforeEach(async () => {
  sandbox.paypal.clock.advance(24 * hour);
  await caller.login();
  start = after(-1_000);
  orderId = sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "order-1").id;
});
afterAll(() => sandbox.close());

const hour = 3_600_000;
const after = (ms: number): string => new Date(sandbox.paypal.clock.now() + ms).toISOString();
const ask = (query: Record<string, string> = {}) => {
  const range = { start_date: start, end_date: after(hour) };
  const parameters = new URLSearchParams({ ...range, ...query });
  return caller.get(`/v1/reporting/transactions?${parameters.toString()}`);
};
const infos = async (query?: Record<string, string>) =>
  (await ask(query)).body.transaction_details.map(
    (it: { transaction_info: object }) => it.transaction_info,
  );
const codes = async (query?: Record<string, string>) =>
  (await infos(query)).map((it: { transaction_event_code: string }) => it.transaction_event_code);

describe("the transactions of an order", () => {
  test("include its capture, with the fee", async () => {
    const captureId = (await caller.order(orderId)).body.purchase_units[0].payments.captures[0].id;
    expect(await infos()).toMatchObject([
      {
        transaction_id: captureId,
        transaction_event_code: "T0006",
        transaction_status: "S",
        transaction_amount: { currency_code: "EUR", value: "31.00" },
        fee_amount: { currency_code: "EUR", value: "-1.24" },
        custom_field: "order-1",
      },
    ]);
  });

  test("include a refund, as money that leaves", async () => {
    const { id, captureId } = sandbox.paypal.refundInDashboard(orderId, "1.00");
    const [capture, refund] = await infos();
    expect(capture.transaction_status).toBe("S");
    expect(refund).toMatchObject({
      transaction_id: id,
      transaction_event_code: "T1107",
      paypal_reference_id: captureId,
      paypal_reference_id_type: "TXN",
      transaction_amount: { value: "-1.00" },
    });
    sandbox.paypal.refundInDashboard(orderId);
    expect((await infos())[0].transaction_status).toBe("V");
  });

  test("include a chargeback and its cancellation", async () => {
    sandbox.paypal.reverse(orderId);
    expect(await codes()).toEqual(["T0006", "T1201"]);
    sandbox.paypal.cancelReversal(orderId);
    expect(await codes()).toEqual(["T0006", "T1201", "T1202"]);
    expect((await infos())[2].transaction_amount.value).toBe("31.00");
  });

  test("include the reversal of a lost dispute", async () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId, { value: "10.00" });
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_BUYER_FAVOUR");
    const [, reversal] = await infos();
    expect(reversal).toMatchObject({
      transaction_event_code: "T1106",
      transaction_amount: { value: "-10.00" },
    });
  });

  test("are listed without those that moved no money, unless they are wanted", async () => {
    for (const capture of ["PENDING", "DECLINED"] as const)
      sandbox.paypal.captureInBrowser((await caller.create()).body.id, { capture });
    sandbox.paypal.refundsStartPending = true;
    sandbox.paypal.refundInDashboard(orderId, "1.00");
    sandbox.paypal.refundsStartPending = false;
    expect(await codes()).toEqual(["T0006"]);
    const all = await infos({ balance_affecting_records_only: "N" });
    const statuses = all.map((it: { transaction_status: string }) => it.transaction_status);
    expect(statuses.toSorted()).toEqual(["D", "P", "P", "S"]);
  });
});

describe("a search", () => {
  test.each([
    ["transaction_status", "V"],
    ["transaction_type", "T1107"],
    ["transaction_currency", "USD"],
    ["transaction_id", "0".repeat(17)],
    ["transaction_amount", "[3101 TO 9999]"],
    ["store_id", "1"],
  ])("is filtered by %s", async (name, other) => {
    expect(await codes({ [name]: other })).toEqual([]);
  });

  test("finds what its filters name", async () => {
    const [{ transaction_id }] = await infos();
    const filters = { transaction_status: "S", transaction_type: "T0006", transaction_id };
    const amount = { transaction_currency: "EUR", transaction_amount: "3100 TO 3100" };
    expect(await codes({ ...filters, ...amount })).toEqual(["T0006"]);
  });

  test("returns the parts that it names", async () => {
    const parts = async (fields: string) =>
      Object.keys((await ask({ fields })).body.transaction_details[0]);
    expect(await parts("payer_info")).toEqual(["payer_info"]);
    expect(await parts("cart_info,transaction_info")).toEqual(["transaction_info", "cart_info"]);
    expect(await parts("all")).toHaveLength(7);
  });

  test("is read in pages", async () => {
    for (const value of ["1.00", "2.00"]) sandbox.paypal.refundInDashboard(orderId, value);
    const first = (await ask({ page_size: "2" })).body;
    expect([first.total_items, first.total_pages, first.page]).toEqual([3, 2, 1]);
    const { href } = first.links.find(({ rel }: { rel: string }) => rel === "next");
    const second = (await caller.get(href.replace(sandbox.paypal.url, ""))).body;
    const amounts = [...first.transaction_details, ...second.transaction_details].map(
      (it) => it.transaction_info.transaction_amount.value,
    );
    expect(amounts).toEqual(["31.00", "-1.00", "-2.00"]);
  });

  test("covers 31 days, and no more", async () => {
    expect((await ask({ start_date: after(-30 * 24 * hour) })).status).toBe(200);
    const { status, body } = await ask({ start_date: after(-31 * 24 * hour) });
    expect([status, body.details[0].field]).toEqual([400, "/end_date"]);
  });

  test.each([
    [{ start_date: "yesterday" }, "/start_date"],
    [{ start_date: "2020-01-01T00:00:00Z", end_date: "2020-01-02T00:00:00Z" }, "/start_date"],
    [{ end_date: "2020-01-01T00:00:00Z" }, "/end_date"],
    [{ page_size: "501" }, "/page_size"],
    [{ page: "0" }, "/page"],
    [{ fields: "everything" }, "/fields/0"],
    [{ transaction_status: "X" }, "/transaction_status"],
  ])("is rejected for %o", async (query, field) => {
    const { status, body } = await ask(query);
    expect([status, body.details[0].field, body.details[0].location]).toEqual([
      400,
      field,
      "query",
    ]);
  });

  test("accepts an offset without a colon", async () => {
    expect((await ask({ start_date: start.replace(/\.\d+Z$/, "+0000") })).status).toBe(200);
  });
});

test("new transactions are listed late while the delay is on", async () => {
  const control = createSandboxClient(sandbox.controlUrl);
  await control.reports.delay({ hours: 3 });
  expect((await ask()).body.details[0].field).toBe("/start_date");
  const early = { start_date: after(-6 * hour) };
  expect(await codes(early)).toEqual([]);
  sandbox.paypal.clock.advance(3 * hour);
  expect(await codes(early)).toEqual(["T0006"]);
  await control.reports.delay({ hours: 0 });
});
