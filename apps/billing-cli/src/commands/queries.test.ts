import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.fixture.ts";
import {
  orderSummary,
  startScriptedService,
  orderDetail,
} from "../testing/scripted-service.fixture.ts";

/** What a command printed, and the inputs that the service received. */
async function read(args: string[], handlers: Parameters<typeof startScriptedService>[0]) {
  await using service = await startScriptedService(handlers);
  const environment = { billing_url: service.url, billing_token: "t0" };
  const result = await runInProcess(args, { environment });
  return { ...result, inputs: service.calls.map(({ input }) => input), calls: service.calls };
}

const someList = {
  orders: [orderSummary(), orderSummary({ order_id: "B", problem: null })],
  next: null,
};

const noOrders = { orders: [], next: null };
const disputed = { disputed: true, limit: 1 };

describe("billing orders", () => {
  const listed = (args: string[], list: object = someList, disputes: object = noOrders) =>
    read(["orders", ...args], {
      orders: (input: object) => ("disputed" in input && "limit" in input ? disputes : list),
    });

  test("queries the states that need an operator, with the token", async () => {
    const { inputs, calls } = await listed([]);
    const states = ["needs_attention", "refunding", "capture_pending", "captured", "approved"];
    expect(inputs).toEqual([{ states }, disputed]);
    expect(calls[0]?.authorization).toBe("Bearer t0");
  });

  test.each<[string[], object]>([
    [["--state", "any"], {}],
    [["--state", "captured", "--state", "expired"], { states: ["captured", "expired"] }],
    [["--state", "any", "--older", "1h30m"], { older_than_seconds: 5400 }],
    [["--state", "any", "--limit", "7"], { limit: 7 }],
    [["--disputed"], { disputed: true }],
    [["--refund-under-way"], { refund_under_way: true }],
    [["--disputed", "--state", "provisioned"], { disputed: true, states: ["provisioned"] }],
    [["--state", "any", "--all"], { limit: 200 }],
    [["--state", "any", "--all", "--limit", "7"], { limit: 7 }],
  ])("with %j sends that query", async (args, input) => {
    expect((await listed(args)).inputs).toEqual([input]);
  });

  test("prints one line per order with its age in its state", async () => {
    const threeDays = new Date(Date.now() - 3 * 86_400_000 - 5_000).toISOString();
    const list = { orders: [orderSummary({ state_since: threeDays })], next: null };
    const [head, line, ...more] = (await listed([], list)).printed.split("\n");
    expect(head).toMatch(/^ORDER +STATE +AGE +AMOUNT +USER +CLUSTER +PROBLEM$/);
    expect(line).toMatch(
      /^5O190127TN364715T +needs_attention +3d 0h +31\.00 USD +0b1f4c1e\S+ +blue-lake +For hours\.$/,
    );
    expect(more).toEqual([]);
  });

  test("marks disputed orders, and reports disputed orders that it does not list", async () => {
    const list = { orders: [orderSummary({ state: "provisioned", disputed: true })], next: null };
    const inList = await listed(["--disputed"], list);
    expect(inList.printed).toMatch(/^5O190127TN364715T +provisioned, disputed +/m);
    expect(inList.noted).toBe("");
    const elsewhere = await listed([], someList, list);
    expect(elsewhere.noted).toBe(
      "Some orders have an open dispute. Run billing orders --disputed to list them.",
    );
    expect((await listed([])).noted).toBe("");
  });

  test("prints PayPal's reason for a held payment", async () => {
    const held = orderSummary({ state: "capture_pending", pending_reason: "UNILATERAL" });
    const { printed } = await listed([], { orders: [held], next: null });
    expect(printed).toMatch(/^5O190127TN364715T +capture_pending, UNILATERAL +/m);
  });

  test("reports an empty list and further pages", async () => {
    expect((await listed([], { orders: [], next: null })).printed).toBe("No orders found.");
    const { printed } = await listed([], { orders: [orderSummary()], next: "p2" });
    expect(printed).toMatch(/\nMore orders exist\. Add --all to list them\.$/);
  });

  test("--json prints the service's response", async () => {
    const more = { ...someList, next: "p2" };
    expect(JSON.parse((await listed(["--json"], more)).printed)).toEqual(more);
  });

  test("--all reads every page", async () => {
    const [a, b, c] = ["A", "B", "C"].map((id) => orderSummary({ order_id: id }));
    const pages: Record<string, object> = {
      first: { orders: [a], next: "p2" },
      p2: { orders: [b], next: "p3" },
      p3: { orders: [c], next: null },
    };
    const orders = (input: { after?: string }) => pages[input.after ?? "first"];
    const all = ["orders", "--state", "any", "--all", "--json"];
    const { printed, inputs } = await read(all, { orders });
    expect(JSON.parse(printed)).toEqual({ orders: [a, b, c], next: null });
    expect(inputs).toMatchObject([{ limit: 200 }, { limit: 200, after: "p2" }, { after: "p3" }]);
  });
});

describe("billing show", () => {
  const step = {
    version: 2,
    time: "2026-03-01T10:04:00.000Z",
    event: "refund_requested",
    from_state: "captured",
    to_state: "refunding",
    caused_by: "operator",
    actor: "robin (5a70)",
    note: "asked\u001b[31m on the phone",
    problem: null,
    debug_id: "d1",
  } as const;
  const refund = {
    id: "R-1",
    paypal_refund_id: null,
    amount: null,
    status: "requested",
    kind: "refund",
    failure_reason: "REFUND_FAILED_INSUFFICIENT_FUNDS",
    failed_time: "2026-03-01T10:30:00.000Z",
  } as const;
  const order = orderDetail({
    history: [step],
    refunds: [refund],
    receipts: [
      {
        number: "2026-000007",
        kind: "receipt",
        issued_time: "2026-03-01T10:04:00.000Z",
        total_amount: { currency_code: "USD", value: "31.00" },
      },
    ],
    pending_reason: "ECHECK",
    unavailable_actions: [{ action: "close", obstacle: "Money is left." }],
  });
  const shown = (args: string[]) => read(["show", "A", ...args], { order: () => order });

  test("prints the cause and the next step, then amounts, refunds, receipts and history", async () => {
    const { printed, inputs } = await shown([]);
    expect(inputs).toEqual([{ order_id: "A" }]);
    const [first, situation, next] = printed.split("\n");
    expect(first).toMatch(/^Order 5O190127TN364715T is needs_attention \(for .*, since 2026-03-01/);
    expect([situation, next]).toEqual([order.situation, `Next: ${order.next_step}`]);
    for (const line of [
      /^captured +31\.00 USD$/m,
      /^refunded +2\.00 USD$/m,
      /^reversed +–$/m,
      /^refundable +29\.00 USD$/m,
      /^monitoring +5 GB$/m,
      /^customer sees +For hours\.$/m,
      /^hold reason +ECHECK$/m,
      /^billing retry 5O190127TN364715T --why TEXT +yes +Orders the cluster from web-order\.$/m,
      /^close +no +Money is left\.$/m,
      /^without VAT +25\.83 USD$/m,
      /^VAT +5\.17 USD \(20 %, FR\)$/m,
      /^2026-000007 +receipt +31\.00 USD +2026-03-01T10:04:00\.000Z$/m,
      /^remaining +requested +refund +– +R-1 +REFUND_FAILED_INSUFFICIENT_FUNDS +2026-03-01T10:30:00\.000Z$/m,
      /^2 +2026-03-01T10:04:00.000Z +refund_requested +refunding +operator +robin \(5a70\) +asked\\u001b\[31m on the phone +d1$/m,
    ])
      expect(printed).toMatch(line);
    expect(printed).not.toContain("exceed");
  });

  test("warns of credit notes that exceed the refunds", async () => {
    const note = { kind: "credit_note", issued_time: "2026-03-01T11:00:00.000Z" } as const;
    const usd = (value: string) => ({ currency_code: "USD", value });
    const notes = [
      { ...note, number: "CN-2026-000001", total_amount: usd("31.00") },
      { ...note, number: "CN-2026-000002", total_amount: usd("2.50") },
    ];
    const excessive = { ...order, refunded_amount: usd("31.00"), receipts: notes };
    const { printed } = await read(["show", "A"], { order: () => excessive });
    expect(printed).toMatch(/^The credit notes exceed the refunds by 2\.50 USD: /m);
  });

  test.each([
    ["made", "none", "delivered"],
    ["none", "none", "refund_requested"],
    ["open", "open", "delivery_retried"],
  ] as const)("prints the delivery as %s", async (word, delivery, event) => {
    const shownOrder = orderDetail({ delivery, history: [{ ...step, event }] });
    const { printed } = await read(["show", "A"], { order: () => shownOrder });
    expect(printed).toMatch(new RegExp(`^delivery +${word}$`, "m"));
  });

  test("--json prints the service's response", async () => {
    expect(JSON.parse((await shown(["--json"])).printed)).toEqual(order);
  });
});

describe("billing money", () => {
  const usd = {
    currency_code: "USD",
    captured: "62.00",
    provisioned: "31.00",
    refunded: "31.00",
    reversed: "0.00",
    in_hands: "0.00",
    unaccounted: "0.00",
    faults: 0,
    faulty_orders: [],
  };
  const jpy = { ...usd, currency_code: "JPY", unaccounted: "0" };
  const lost = { ...usd, currency_code: "EUR", unaccounted: "-0.01" };

  test("prints the ledger; exit code 0 while it balances", async () => {
    const { printed, exitCode, noted } = await read(["money"], { money: () => [usd, jpy] });
    expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: "" });
    expect(printed).toMatch(/^USD +62\.00 +31\.00 +31\.00 +0\.00 +0\.00 +0\.00$/m);
  });

  test.each([[[]], [["--json"]]])(
    "ends with exit code 1 and reports the mismatch %j",
    async (args) => {
      const { printed, exitCode, noted } = await read(["money", ...args], {
        money: () => [usd, lost],
      });
      const sentence =
        "Ledger mismatch in EUR: -0.01 unaccounted for. See BillingMoneyUnaccounted in docs/runbook.md.";
      expect({ exitCode, noted }).toEqual({ exitCode: 1, noted: sentence });
      expect(printed).toMatch(/EUR/);
    },
  );

  test("ends with exit code 1 and names orders with inconsistent totals, even if the sums balance", async () => {
    const wrong = { ...usd, faults: 2, faulty_orders: ["ONE", "TWO"] };
    const { exitCode, noted } = await read(["money"], { money: () => [wrong] });
    const sentence =
      "Ledger mismatch in USD: orders with inconsistent totals (2): ONE, TWO. Run billing show for each.";
    expect({ exitCode, noted }).toEqual({ exitCode: 1, noted: sentence });
  });

  test("reports an empty ledger", async () => {
    const { printed, exitCode } = await read(["money"], { money: () => [] });
    expect({ printed, exitCode }).toEqual({ printed: "No funds were captured yet.", exitCode: 0 });
  });
});

describe("payments", () => {
  const stray = {
    event_id: "WH-1",
    kind: "stray",
    order_id: "ELSEWHERE",
    capture_id: "C-1",
    named_order_id: "OURS",
    custom_id: "2c164495-89f5-4a4e-a458-06c7bd4110cd",
    amount: { currency_code: "EUR", value: "0.01" },
    found_time: "2026-03-01T10:00:00.000Z",
    next_step: "Refund it.",
  };
  const lost = { ...stray, event_id: "WH-2", kind: "lost", named_order_id: null, amount: null };
  const list = (...payments: object[]) =>
    read(["payments"], { unmatchedPayments: () => ({ payments }) });

  test("prints unmatched payments with the next step; exit code 1 if one is lost", async () => {
    const { printed, exitCode } = await list(stray);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^stray +0\.01 EUR +ELSEWHERE +C-1 +OURS .* WH-1$/m);
    expect(printed).toContain("stray: Refund it.");
    expect((await list(stray, lost)).exitCode).toBe(1);
    expect(await list()).toMatchObject({ printed: "No unmatched payments.", exitCode: 0 });
  });

  test("are closed by event id, with the reason", async () => {
    const closeUnmatchedPayment = (input: unknown) => ({ event_id: "WH-1", input });
    const args = ["close-payment", "WH-1", "--why", "refunded in the dashboard", "--json"];
    const { printed, exitCode } = await read(args, { closeUnmatchedPayment });
    expect(exitCode).toBe(0);
    expect(printed).toContain("WH-1");
    const { exitCode: usage } = await read(["close-payment", "WH-1"], {});
    expect(usage).toBe(2);
  });
});
