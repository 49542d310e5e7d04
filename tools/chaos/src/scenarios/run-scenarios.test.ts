import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createScenarioFixture } from "./scenario.fixture.ts";
import { scenarios } from "./scenarios.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** Runs a scenario, then the actions of the next seconds, then those of the next days. */
async function runScenario(name: string, random: number): Promise<readonly string[]> {
  const fixture = createScenarioFixture(() => random);
  const { customer, sandbox, deferred } = fixture;
  await scenarios.find((it) => it.name === name)?.run(customer, sandbox);
  const atOnce = describeOrders(fixture);
  vi.advanceTimersByTime(20_000);
  deferred.runDue();
  const later = describeOrders(fixture);
  deferred.runDelayed();
  expect(deferred.leftover).toBe(0);
  const stages = [atOnce, later, describeOrders(fixture)];
  return stages.filter((stage, index) => stage !== stages[index - 1]);
}

/** What PayPal, web-order and the service have received, one order after another. */
function describeOrders(fixture: ReturnType<typeof createScenarioFixture>): string {
  const { paypal, webOrder, orders, customer } = fixture;
  const described = orders.map(({ id, clusterName, approveRequests, isCapturedByService }) => {
    const record = paypal.orders.get(id);
    const payments = (record?.purchase_units ?? []).flatMap((unit) => unit.payments ?? []);
    const captures = payments.flatMap((it) => it.captures);
    const refunds = payments.flatMap((it) => it.refunds);
    const payee = record?.purchase_units[0]?.payee as { readonly merchant_id?: string };
    const facts = [
      `${clusterName} approvals: ${record?.approvals}`,
      `requests: ${approveRequests}`,
      ...captures.map((it) => `${it.status} ${it.amount.value} ${it.amount.currency_code}`),
      ...(isCapturedByService ? ["by the service"] : []),
      ...captures.flatMap((it) => it.status_details?.reason ?? []),
      ...(record?.declines ?? []).map(() => "declined"),
      ...refunds.map((it) => `${it.reversal ? "reversed" : "refunded"} ${it.amount.value}`),
      ...captures.flatMap((it) => (paypal.isDisputed(it.id) ? ["disputed"] : [])),
      ...[paypal.refundRefusal(id) ?? []].flat(),
      ...(webOrder.findRefusal(clusterName) ? ["refused name"] : []),
      ...(payee.merchant_id === paypal.payee.merchant_id ? [] : ["other payee"]),
    ];
    return facts.join(", ");
  });
  const foreign = [...customer.record.foreignPayments.values()].map((isNamed) =>
    isNamed ? "stray that names the order" : "stray",
  );
  return [...described, ...foreign].join(" | ");
}

/** The stages of each scenario with low random numbers, and with high ones where they differ. */
const expected: readonly [name: string, low: readonly string[], high?: readonly string[]][] = [
  [
    "pays, captured by the service",
    ["cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service"],
  ],
  ["pays, captured in the browser", ["cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR"]],
  ["closes the browser after approving", ["cluster approvals: 1, requests: 0"]],
  [
    "closes the browser after capturing",
    ["cluster approvals: 1, requests: 0, COMPLETED 31.00 EUR"],
  ],
  ["never approves", ["cluster approvals: 0, requests: 0"]],
  [
    "approves four times at once",
    ["cluster approvals: 1, requests: 4, COMPLETED 31.00 EUR, by the service"],
  ],
  [
    "declined once, then pays",
    ["cluster approvals: 2, requests: 2, COMPLETED 31.00 EUR, by the service, declined"],
    [
      "cluster approvals: 2, requests: 5, COMPLETED 31.00 EUR, by the service, declined, declined, declined, declined",
    ],
  ],
  [
    "declined, and leaves",
    ["cluster approvals: 1, requests: 1, declined"],
    ["cluster approvals: 1, requests: 4, declined, declined, declined, declined"],
  ],
  ["declined in the browser", ["cluster approvals: 1, requests: 1, DECLINED 31.00 EUR"]],
  [
    "held, then completed",
    [
      "cluster approvals: 1, requests: 1, PENDING 31.00 EUR, PENDING_REVIEW",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
    ],
    [
      "cluster approvals: 1, requests: 1, PENDING 31.00 EUR, by the service, A_REASON_OF_LATER",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
    ],
  ],
  [
    "held, then declined",
    [
      "cluster approvals: 1, requests: 1, PENDING 31.00 EUR, PENDING_REVIEW",
      "cluster approvals: 1, requests: 1, DECLINED 31.00 EUR",
    ],
    [
      "cluster approvals: 1, requests: 1, PENDING 31.00 EUR, by the service, A_REASON_OF_LATER",
      "cluster approvals: 1, requests: 1, DECLINED 31.00 EUR, by the service",
    ],
  ],
  [
    "held for the merchant",
    [
      "cluster approvals: 1, requests: 1, PENDING 31.00 EUR, RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
    ],
    ["cluster approvals: 1, requests: 1, PENDING 31.00 EUR, by the service, UNILATERAL"],
  ],
  [
    "pays for one cluster twice",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR | cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service | cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
    ],
  ],
  [
    "pays a wrong amount",
    ["cluster approvals: 1, requests: 1, COMPLETED 3.00 EUR"],
    ["cluster approvals: 1, requests: 1, COMPLETED 44.00 PLN"],
  ],
  [
    "orders a name web-order rejects",
    [
      "refused-user-of- approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, refused name",
    ],
  ],
  [
    "is refused, and so is the refund",
    [
      "refused-user-of- approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, REFUND_TIME_LIMIT_EXCEEDED, refused name",
    ],
    [
      "refused-user-of- approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, PAYER_ACCOUNT_LOCKED_OR_CLOSED, refused name",
    ],
  ],
  [
    "is refused, and refunded late",
    [
      "refused-user-of- approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, REFUND_FAILED_INSUFFICIENT_FUNDS, refused name",
      "refused-user-of- approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, refused name",
    ],
  ],
  [
    "pays another payee",
    ["cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, other payee"],
    ["cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, other payee"],
  ],
  [
    "pays beside a stray payment",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service | stray that names the order",
    ],
    ["cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service | stray"],
  ],
  [
    "is refunded in the dashboard",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, refunded 31.00",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, by the service, refunded 31.00",
    ],
  ],
  [
    "is refunded in two parts",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, PARTIALLY_REFUNDED 31.00 EUR, refunded 2.00, refunded 3.00",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, PARTIALLY_REFUNDED 31.00 EUR, by the service, refunded 2.00, refunded 3.00",
    ],
  ],
  [
    "charges back",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, CHARGEBACK, reversed 31.00",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, by the service, CHARGEBACK, reversed 31.00",
    ],
  ],
  [
    "charges back, then the bank cancels",
    [
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, CHARGEBACK, reversed 31.00",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, reversed 31.00",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, by the service, CHARGEBACK, reversed 31.00",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, reversed 31.00",
    ],
  ],
  [
    "disputes, loses, and appeals",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, disputed",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, disputed",
    ],
  ],
  [
    "disputes two orders",
    [
      "cluster-a approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service | cluster-b approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster-a approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, BUYER_COMPLAINT, disputed | cluster-b approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, BUYER_COMPLAINT, disputed",
    ],
  ],
  [
    "disputes and loses",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
    ],
  ],
  [
    "disputes and wins",
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, BUYER_COMPLAINT, reversed 31.00",
    ],
    [
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service",
      "cluster approvals: 1, requests: 1, COMPLETED 31.00 EUR, by the service, BUYER_COMPLAINT, disputed",
      "cluster approvals: 1, requests: 1, REFUNDED 31.00 EUR, by the service, BUYER_COMPLAINT, reversed 31.00",
    ],
  ],
];

test.each(expected)("%s", async (name, low, high = low) => {
  expect(await runScenario(name, 0.1)).toEqual(low);
  expect(await runScenario(name, 0.9)).toEqual(high);
});

test("every scenario is tested", () => {
  const tested = expected.map(([name]) => name);
  expect(tested.toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
});
