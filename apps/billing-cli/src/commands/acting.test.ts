import { describe, expect, test } from "vitest";
import {
  orderSummary,
  Refused,
  startScriptedService,
  orderDetail,
} from "../testing/scripted-service.fixture.ts";
import { typed } from "../testing/typed-command.fixture.ts";

const id = "5O190127TN364715T";
const why = ["--why", " as agreed "];
const moved = orderSummary({ state: "refunding", version: 4 });
const refuse = () => {
  throw new Refused("not_possible");
};

interface Situation {
  readonly answer?: string;
  readonly answers?: Parameters<typeof startScriptedService>[0];
}

/** A command typed at a service that has one held order, and the acts that reached it. */
async function act(args: string[], { answer, answers }: Situation = {}) {
  const usual = {
    order: () => orderDetail(),
    retry: () => moved,
    refund: () => moved,
    close: () => moved,
  };
  await using service = await startScriptedService({
    ...usual,
    reconcile: () => ({ orders: 7 }),
    ...answers,
  });
  const environment = { billing_url: service.url, billing_token: "t0" };
  const typing = { environment, ...(answer === undefined ? {} : { answer }) };
  const seen = await typed(args, typing);
  const acts = service.calls.filter(({ procedure }) => !procedure.startsWith("order"));
  return { ...seen, acts: acts.map(({ procedure, input }) => ({ procedure, input })) };
}

const retry = ["retry", id, ...why];
const close = ["close", id, ...why];
const refund = (...amount: string[]) => ["refund", id, ...amount, ...why];
const meant = { order_id: id, version: 3, reason: "as agreed" };

const effectOf = {
  retry: "Orders the cluster at web-order.",
  refund: "Gives the payer up to 29.00 USD back",
  close: "Closes the order.",
};

describe("before money moves", () => {
  test.each<[string[], string, string]>([
    [retry, "yes", "Type yes to try again: "],
    [close, "yes", "Type yes to close it: "],
    [refund(), "29.00", "Type 29.00 to refund 29.00 USD, all that is left: "],
    [refund("5.5"), "5.5", "Type 5.5 to refund 5.5 USD, of the 29.00 that are left: "],
  ])("%j shows the order and asks", async (args, answer, question) => {
    const { noted, asked, acts, exitCode } = await act(args, { answer });
    expect(noted).toMatch(/^Order 5O190127TN364715T is needs_attention/);
    expect(noted).toContain("Next: Retry the delivery. If");
    expect(noted).toContain(effectOf[args[0] as keyof typeof effectOf]);
    expect(asked).toEqual([question]);
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
  ])("%j does nothing when %j is typed", async (args, answer) => {
    const { noted, acts, exitCode, printed } = await act(args, { answer });
    expect(noted).toMatch(/\nNothing was done\.$/);
    expect({ acts, exitCode, printed }).toEqual({ acts: [], exitCode: 1, printed: "" });
  });

  test.each([[retry], [close], [refund()]])("%j with --yes asks nobody", async (args) => {
    const { asked, noted, acts } = await act([...args, "--yes"]);
    expect({ asked, noted }).toEqual({ asked: [], noted: "" });
    expect(acts).toHaveLength(1);
  });
});

describe("what is sent", () => {
  test.each<[string[], object]>([
    [retry, { procedure: "retry", input: meant }],
    [close, { procedure: "close", input: meant }],
    [refund(), { procedure: "refund", input: meant }],
    [refund("5.5"), { procedure: "refund", input: { ...meant, amount: "5.5" } }],
  ])("%j is meant for the version that was shown", async (args, sent) => {
    expect((await act([...args, "--yes"])).acts).toEqual([sent]);
  });

  test("what came of it is told, or with --json the answer and nothing else", async () => {
    const { printed } = await act([...retry, "--yes"]);
    expect(printed).toBe(`Done: order ${id} is refunding now, at version 4.`);
    const json = await act([...refund(), "--json"], { answer: "29.00" });
    expect(JSON.parse(json.printed)).toEqual(moved);
  });
});

describe("an act that is not possible", () => {
  const steps = (...versions: number[]) => {
    let asked = 0;
    return () => orderDetail({ version: versions[asked++] ?? 0, state: "provisioned" });
  };

  test("is told apart from an order that moved meanwhile", async () => {
    const { noted, exitCode } = await act([...retry, "--yes"], {
      answers: { order: steps(3, 4), retry: refuse },
    });
    expect(noted).toBe(
      `Order ${id} moved meanwhile, it is provisioned now: look again. (not_possible, request req-1)`,
    );
    expect(exitCode).toBe(1);
  });

  test("is explained with what is possible", async () => {
    const { noted } = await act([...retry, "--yes"], {
      answers: { order: steps(3, 3), retry: refuse },
    });
    expect(noted).toMatch(
      /not possible for order \S+, which is provisioned\. Next: Retry the deliv/,
    );
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
  )("is told beforehand, and not asked for: %j %j", async (args, yes) => {
    const { noted, acts, asked, exitCode } = await act([...args, ...yes], {
      answer: "yes",
      answers: { order: withoutActions },
    });
    expect(noted).toBe(
      `A ${args[0]} of order ${id} is not possible. A refund is under way. Next: Wait for the refund.`,
    );
    expect([...acts, ...asked]).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test.each(["29.01", "300"])("is not asked for where %s is more than is left", async (amount) => {
    const { noted, acts } = await act([...refund(amount), "--yes"]);
    expect(noted).toBe(`Only 29.00 USD can be refunded of order ${id} now.`);
    expect(acts).toEqual([]);
  });
});

test("billing close-payment says where the open payments are when there is none to close", async () => {
  const { noted, printed, exitCode } = await act(["close-payment", "WH-1", ...why], {
    answers: { closeUnmatchedPayment: refuse },
  });
  expect({ printed, exitCode }).toEqual({ printed: "", exitCode: 1 });
  expect(noted).toBe(
    'No open payment is listed under WH-1: see "billing payments". (not_possible, request req-1)',
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
    expect(printed).toBe(`PayPal is asked about 7 orders, those opened since ${sent}.`);
  });

  test("--since 2h is two hours ago", async () => {
    const before = Date.now();
    const { acts } = await act(["reconcile", "--since", "2h", ...why]);
    const [{ input } = { input: {} }] = acts;
    const ago = Date.parse((input as { since: string }).since) + 7_200_000;
    expect(ago).toBeGreaterThanOrEqual(before);
    expect(ago).toBeLessThanOrEqual(Date.now());
  });

  test("--json is the service's answer", async () => {
    const { printed } = await act(["reconcile", "--since", "2h", ...why, "--json"]);
    expect(JSON.parse(printed)).toEqual({ orders: 7 });
  });
});
