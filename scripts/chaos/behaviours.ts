import type { OrderState } from "@onekonsole/billing-contract";
import type { DisputeOutcome, PaymentEnd, Sandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "./customer.ts";

/** A way of going through the checkout. */
export interface Behaviour {
  readonly name: string;
  /** How many customers of a hundred, about. */
  readonly weight: number;
  /** Where such a customer's orders may end. */
  readonly ends: readonly OrderState[];
  readonly act: (customer: Customer, sandbox: Sandbox) => Promise<void>;
}

const delivered: readonly OrderState[] = ["provisioned"];
const failed: readonly OrderState[] = ["capture_failed"];
const gone: readonly OrderState[] = ["expired"];
const givenBack: readonly OrderState[] = ["refunded"];
// A delivery that was under way when the money went back: the customer has both, a person decides.
const givenBackLate: readonly OrderState[] = ["refunded", "needs_attention"];
const inHands: readonly OrderState[] = ["needs_attention"];

/** Orders, approves at PayPal, and comes back: the beginning of most visits. */
async function checkOut(customer: Customer, { paypal }: Sandbox, end: PaymentEnd = {}) {
  const orderId = await customer.order();
  if (!orderId) return null;
  await customer.pause(300);
  paypal.approve(orderId, end);
  await customer.pause(100);
  await customer.approve(orderId);
  return orderId;
}

/** The same with the capture made by the page, as the console does it. */
async function payInBrowser(customer: Customer, { paypal }: Sandbox, end: PaymentEnd = {}) {
  const orderId = await customer.order();
  if (!orderId) return null;
  await customer.pause(300);
  paypal.captureInBrowser(orderId, end);
  await customer.pause(100);
  await customer.approve(orderId);
  return orderId;
}

const isPaid = ({ paypal }: Sandbox, orderId: string) => paypal.captureCount(orderId) > 0;

/** Something that befalls the money of an order some time after it was taken. */
function afterwards(
  happening: (sandbox: Sandbox, orderId: string, customer: Customer) => void,
): Behaviour["act"] {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.3;
    const orderId = await (inBrowser ? payInBrowser : checkOut)(customer, sandbox);
    if (!orderId) return;
    const notBefore = Date.now() + customer.random() * 3_000;
    customer.later({
      when: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      act: () => happening(sandbox, orderId, customer),
    });
  };
}

// Among the words that PayPal documents, one that it may add.
const pendingReasons = [
  "ECHECK",
  "PENDING_REVIEW",
  "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
  "UNILATERAL",
  "A_WORD_OF_TOMORROW",
];

/** PayPal holds the payment back, at times for one reason after the other, and decides later. */
function pending(decision: "COMPLETED" | "DECLINED"): Behaviour["act"] {
  return async (customer, sandbox) => {
    const inBrowser = customer.random() < 0.5;
    const pay = inBrowser ? payInBrowser : checkOut;
    const reason = () =>
      pendingReasons[Math.floor(customer.random() * pendingReasons.length)] ?? "OTHER";
    const end = { capture: "PENDING", pendingReason: reason() } as const;
    const orderId = await pay(customer, sandbox, end);
    if (!orderId) return;
    if (customer.random() < 0.5) sandbox.paypal.hold(orderId, reason());
    const notBefore = Date.now() + customer.random() * 4_000;
    customer.later({
      when: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      act: () => sandbox.paypal.settle(orderId, decision),
    });
  };
}

/** A dispute at PayPal, which takes days to decide. */
function complains(outcome: DisputeOutcome): Behaviour["act"] {
  return afterwards(({ paypal }, orderId, customer) => {
    const { dispute_id: id } = paypal.openDispute(orderId);
    customer.daysLater(() => paypal.resolveDispute(id, outcome));
  });
}

async function declinedThenPays(customer: Customer, sandbox: Sandbox): Promise<void> {
  const orderId = await checkOut(customer, sandbox, { capture: "DECLINED" });
  if (!orderId) return;
  // The page shows that PayPal wants another means of payment; at some point he tries one anyway.
  for (let look = 0; look < 12; look += 1) {
    if ((await customer.stateOf(orderId)) === "awaiting_approval") break;
    await customer.pause(800);
  }
  sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
}

/** Buys one cluster twice, in two tabs; only one may be delivered. */
async function buysTwice(customer: Customer, sandbox: Sandbox): Promise<void> {
  const both = await Promise.all([customer.order(), customer.order()]);
  const inBrowser = customer.random() < 0.5;
  const tabs = both.map(async (orderId) => {
    if (!orderId) return;
    await customer.pause(200);
    if (inBrowser) sandbox.paypal.captureInBrowser(orderId);
    else sandbox.paypal.approve(orderId);
    await customer.approve(orderId);
  });
  await Promise.all(tabs);
}

async function refusedName(customer: Customer, sandbox: Sandbox): Promise<void> {
  const name = `refused-${customer.userId.slice(0, 8)}`;
  sandbox.webOrder.refuse(name);
  const orderId = await customer.order(name);
  if (!orderId) return;
  sandbox.paypal.approve(orderId);
  await customer.approve(orderId);
}

/** PayPal refuses the refund of a cluster that web-order refused, for a while or for good. */
function refundRefused(issues: readonly string[], { forGood }: { readonly forGood: boolean }) {
  return async (customer: Customer, sandbox: Sandbox): Promise<void> => {
    const { paypal, webOrder } = sandbox;
    const name = `unrefundable-${customer.userId.slice(0, 8)}`;
    webOrder.refuse(name);
    const orderId = await customer.order(name);
    if (!orderId) return;
    const issue = issues[Math.floor(customer.random() * issues.length)] ?? "REFUND_NOT_ALLOWED";
    paypal.refuseRefunds(orderId, issue);
    paypal.approve(orderId);
    await customer.approve(orderId);
    if (forGood) return;
    const notBefore = Date.now() + customer.random() * 4_000;
    customer.later({
      when: () => isPaid(sandbox, orderId) && Date.now() > notBefore,
      act: () => paypal.allowRefunds(orderId),
    });
  };
}

const wrongMoney = (customer: Customer): PaymentEnd =>
  customer.random() < 0.5
    ? { capture: "COMPLETED", amount: { value: "3" } }
    : { capture: "COMPLETED", amount: { currency_code: "PLN", value: "44" } };

/** Everything customers, merchants and their banks do to this service. */
const behaviours: readonly Behaviour[] = [
  { name: "pays, captured by us", weight: 27, ends: delivered, act: done(checkOut) },
  { name: "pays, captured in the browser", weight: 14, ends: delivered, act: done(payInBrowser) },
  {
    name: "closes the browser after approving",
    weight: 8,
    ends: delivered,
    act: async (customer, { paypal }) => {
      const orderId = await customer.order();
      if (orderId) paypal.approve(orderId);
    },
  },
  {
    name: "captures in the browser and closes it",
    weight: 5,
    ends: delivered,
    act: async (customer, { paypal }) => {
      const orderId = await customer.order();
      if (orderId) paypal.captureInBrowser(orderId);
    },
  },
  {
    name: "never approves",
    weight: 6,
    ends: gone,
    act: async (customer) => void (await customer.order()),
  },
  {
    name: "approves four times at once",
    weight: 5,
    ends: delivered,
    act: async (customer, { paypal }) => {
      const orderId = await customer.order();
      if (!orderId) return;
      paypal.approve(orderId);
      await Promise.all(Array.from({ length: 4 }, () => customer.approve(orderId)));
    },
  },
  { name: "declined once, then pays", weight: 5, ends: delivered, act: declinedThenPays },
  {
    name: "declined in the browser",
    weight: 3,
    ends: failed,
    act: done((customer, sandbox) => payInBrowser(customer, sandbox, { capture: "DECLINED" })),
  },
  { name: "held, then completed", weight: 4, ends: delivered, act: pending("COMPLETED") },
  { name: "held, then declined", weight: 3, ends: failed, act: pending("DECLINED") },
  // One tab's order is delivered, the other's is never captured or is held for a person.
  {
    name: "buys one cluster twice",
    weight: 4,
    ends: ["provisioned", "expired", "needs_attention"],
    act: buysTwice,
  },
  {
    name: "pays a wrong amount",
    weight: 4,
    ends: givenBack,
    act: done((customer, sandbox) => payInBrowser(customer, sandbox, wrongMoney(customer))),
  },
  { name: "wants a name web-order refuses", weight: 4, ends: givenBack, act: refusedName },
  {
    name: "waits for a refund until the balance covers it",
    weight: 2,
    ends: givenBack,
    act: refundRefused(["REFUND_FAILED_INSUFFICIENT_FUNDS"], { forGood: false }),
  },
  {
    name: "is refused a refund for good",
    weight: 1,
    ends: inHands,
    act: refundRefused(
      ["REFUND_NOT_ALLOWED", "REFUND_TIME_LIMIT_EXCEEDED", "PAYER_ACCOUNT_LOCKED_OR_CLOSED"],
      { forGood: true },
    ),
  },
  {
    name: "is refunded in the dashboard",
    weight: 4,
    ends: givenBackLate,
    act: afterwards(({ paypal }, orderId) => paypal.refundInDashboard(orderId)),
  },
  {
    name: "is refunded in two parts",
    weight: 2,
    ends: delivered,
    act: afterwards(({ paypal }, orderId) => {
      paypal.refundInDashboard(orderId, "2");
      paypal.refundInDashboard(orderId, "3");
    }),
  },
  {
    name: "charges back",
    weight: 2,
    ends: inHands,
    act: afterwards(({ paypal }, orderId) => paypal.reverse(orderId)),
  },
  {
    name: "complains and loses",
    weight: 1,
    ends: delivered,
    act: complains("RESOLVED_SELLER_FAVOUR"),
  },
  { name: "complains and wins", weight: 1, ends: inHands, act: complains("RESOLVED_BUYER_FAVOUR") },
];

function done(visit: (customer: Customer, sandbox: Sandbox) => Promise<unknown>): Behaviour["act"] {
  return async (customer, sandbox) => void (await visit(customer, sandbox));
}

/** A behaviour, drawn by weight. */
export function drawBehaviour(random: () => number): Behaviour {
  const total = behaviours.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const behaviour of behaviours) {
    left -= behaviour.weight;
    if (left < 0) return behaviour;
  }
  return behaviours[0] as Behaviour;
}
