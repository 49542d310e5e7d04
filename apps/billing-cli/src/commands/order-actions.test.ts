import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.fixture.ts";
import {
  orderSummary,
  ScriptedError,
  startScriptedService,
  orderDetail,
} from "../testing/scripted-service.fixture.ts";

const id = "5O190127TN364715T";
const why = ["--why", " as agreed "];
const moved = orderSummary({ state: "refunding", version: 4 });
const fail = () => {
  throw new ScriptedError("not_possible");
};

interface Setup {
  readonly answer?: string;
  readonly handlers?: Parameters<typeof startScriptedService>[0];
}

/** Runs a command against a service with one order in needs_attention; returns the mutations it received. */
async function act(args: string[], { answer, handlers }: Setup = {}) {
  const usual = {
    order: () => orderDetail(),
    retry: () => moved,
    refund: () => moved,
    close: () => moved,
  };
  await using service = await startScriptedService({
    ...usual,
    reconcile: () => ({ orders: 7 }),
    ...handlers,
  });
  const environment = { billing_url: service.url, billing_token: "t0" };
  const result = await runInProcess(args, {
    environment,
    ...(answer === undefined ? {} : { answer }),
  });
  const acts = service.calls.filter(({ procedure }) => !procedure.startsWith("order"));
  return { ...result, acts: acts.map(({ procedure, input }) => ({ procedure, input })) };
}

const retry = ["retry", id, ...why];
const close = ["close", id, ...why];
const refund = (...amount: string[]) => ["refund", id, ...amount, ...why];
const sentInput = { order_id: id, version: 3, reason: "as agreed" };

const effects = {
  retry: "Orders the cluster from web-order.",
  refund: "Refunds up to 29.00 USD",
  close: "Closes the order.",
};

describe("the confirmation", () => {
  test.each<[string[], string, string]>([
    [retry, "yes", "Type yes to retry: "],
    [close, "yes", "Type yes to close the order: "],
    [refund(), "29.00", "Type 29.00 to refund 29.00 USD, the whole remaining amount: "],
    [refund("5.5"), "5.5", "Type 5.5 to refund 5.5 USD, out of 29.00 refundable: "],
  ])("of %j shows the order first", async (args, answer, question) => {
    const { noted, prompts, acts, exitCode } = await act(args, { answer });
    expect(noted).toMatch(/^Order 5O190127TN364715T is needs_attention/);
    expect(noted).toContain("Next: Retry the delivery. If");
    expect(noted).toContain(effects[args[0] as keyof typeof effects]);
    expect(prompts).toEqual([question]);
    expect(acts).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  test.each<[string[], string]>([
    [retry, "y"],
    [retry, ""],
    [close, "close"],
    [refund(), "yes"],
    [refund(), "29"],
    [refund("5.5"), "29.00"],
  ])("of %j rejects the answer %j and changes nothing", async (args, answer) => {
    const { noted, acts, exitCode, printed } = await act(args, { answer });
    expect(noted).toMatch(/\nNot confirmed\. Nothing was changed\.$/);
    expect({ acts, exitCode, printed }).toEqual({ acts: [], exitCode: 1, printed: "" });
  });

  test.each([[retry], [close], [refund()]])("of %j is skipped with --yes", async (args) => {
    const { prompts, noted, acts } = await act([...args, "--yes"]);
    expect({ prompts, noted }).toEqual({ prompts: [], noted: "" });
    expect(acts).toHaveLength(1);
  });
});

describe("an action", () => {
  test.each<[string[], object]>([
    [retry, { procedure: "retry", input: sentInput }],
    [close, { procedure: "close", input: sentInput }],
    [refund(), { procedure: "refund", input: sentInput }],
    [refund("5.5"), { procedure: "refund", input: { ...sentInput, amount: "5.5" } }],
  ])("%j sends the version that was shown", async (args, sent) => {
    expect((await act([...args, "--yes"])).acts).toEqual([sent]);
  });

  test("prints the result, or with --json only the response", async () => {
    const { printed } = await act([...retry, "--yes"]);
    expect(printed).toBe(`Done: order ${id} is refunding, version 4.`);
    const json = await act([...refund(), "--json"], { answer: "29.00" });
    expect(JSON.parse(json.printed)).toEqual(moved);
  });
});

describe("an action that is not possible", () => {
  const steps = (...versions: number[]) => {
    let calls = 0;
    return () => orderDetail({ version: versions[calls++] ?? 0, state: "provisioned" });
  };

  test("because the order changed names the new state", async () => {
    const { noted, exitCode } = await act([...retry, "--yes"], {
      handlers: { order: steps(3, 4), retry: fail },
    });
    expect(noted).toBe(
      `Order ${id} changed after it was shown; its state is provisioned. Nothing was changed. Run billing show ${id} and repeat the command. (not_possible, request req-1)`,
    );
    expect(exitCode).toBe(1);
  });

  test("in the order's state names the next step", async () => {
    const { noted } = await act([...retry, "--yes"], {
      handlers: { order: steps(3, 3), retry: fail },
    });
    expect(noted).toMatch(/does not allow this in state provisioned\. Next: Retry the deliv/);
    expect(noted).toMatch(/\(not_possible, request req-1\)$/);
  });

  const withoutActions = () =>
    orderDetail({
      next_step: "Wait for the refund.",
      available_actions: [],
      unavailable_actions: (["retry", "refund", "close"] as const).map((action) => ({
        action,
        obstacle: "A refund is under way.",
      })),
    });

  test.each(
    [retry, refund(), close].flatMap((args) => [
      [args, []],
      [args, ["--yes"]],
    ]),
  )("is reported before the confirmation: %j %j", async (args, yes) => {
    const { noted, acts, prompts, exitCode } = await act([...args, ...yes], {
      answer: "yes",
      handlers: { order: withoutActions },
    });
    expect(noted).toBe(
      `Order ${id} does not allow ${args[0]}. A refund is under way. Next: Wait for the refund.`,
    );
    expect([...acts, ...prompts]).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test("because the amount is invalid in the currency names the field", async () => {
    const field = { path: "amount", message: "must be an amount of JPY above zero" };
    const { noted, exitCode, acts } = await act([...refund("5.55"), "--yes"], {
      handlers: {
        order: () =>
          orderDetail({
            available_actions: [
              {
                action: "refund",
                amount: { currency_code: "JPY", value: "2900" },
                effect: "Refunds up to 2900 JPY to the payer through PayPal.",
              },
            ],
          }),
        refund: () => {
          throw new ScriptedError("invalid_input", "The request is invalid.", [field]);
        },
      },
    });
    expect(acts).toHaveLength(1);
    expect(exitCode).toBe(1);
    expect(noted).toBe(
      "The request is invalid. amount must be an amount of JPY above zero. (invalid_input, request req-1)",
    );
  });

  test.each(["29.01", "300"])(
    "is a refund of %s, more than the remaining amount",
    async (amount) => {
      const { noted, acts } = await act([...refund(amount), "--yes"]);
      expect(noted).toBe(
        `The amount exceeds what order ${id} can refund: 29.00 USD. Repeat the command with at most that amount.`,
      );
      expect(acts).toEqual([]);
    },
  );
});

test("billing close-payment names the command that lists open payments if none has the id", async () => {
  const { noted, printed, exitCode } = await act(["close-payment", "WH-1", ...why], {
    handlers: { closeUnmatchedPayment: fail },
  });
  expect({ printed, exitCode }).toEqual({ printed: "", exitCode: 1 });
  expect(noted).toBe(
    'No open payment has the event id WH-1. Run "billing payments" to list the open payments. (not_possible, request req-1)',
  );
});

describe("billing reconcile", () => {
  test.each([
    ["2026-11-25", "2026-11-25T00:00:00.000Z"],
    ["2026-11-25T08:00Z", "2026-11-25T08:00:00.000Z"],
    ["2026-11-25T08:00:30.5+02:00", "2026-11-25T06:00:30.500Z"],
  ])("--since %s is sent as UTC", async (since, sent) => {
    const { acts, printed } = await act(["reconcile", "--since", since, ...why]);
    expect(acts).toEqual([{ procedure: "reconcile", input: { since: sent, reason: "as agreed" } }]);
    expect(printed).toBe(`Started. Orders created since ${sent} to re-check with PayPal: 7.`);
  });

  test("--since 2h is two hours ago", async () => {
    const before = Date.now();
    const { acts } = await act(["reconcile", "--since", "2h", ...why]);
    const [{ input } = { input: {} }] = acts;
    const ago = Date.parse((input as { since: string }).since) + 7_200_000;
    expect(ago).toBeGreaterThanOrEqual(before);
    expect(ago).toBeLessThanOrEqual(Date.now());
  });

  test("--json prints the service's response", async () => {
    const { printed } = await act(["reconcile", "--since", "2h", ...why, "--json"]);
    expect(JSON.parse(printed)).toEqual({ orders: 7 });
  });
});
