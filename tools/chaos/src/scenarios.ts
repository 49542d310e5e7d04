import type { OrderState } from "@onekonsole/billing-contract";
import {
  afterwards,
  appeal,
  chargeBackInVain,
  complain,
  complainAboutTwo,
  delayRefund,
  keepRefundBack,
  pending,
} from "./aftermath.ts";
import { leaveAfterDecline, payAfterDecline } from "./declines.ts";
import {
  approveFourTimes,
  buyTwice,
  checkOut,
  payAnotherPayee,
  payBesideStray,
  payInBrowser,
  payWrongMoney,
  type Visit,
  wantRefusedName,
} from "./visits.ts";

/** A way of going through the checkout. */
export interface Scenario {
  readonly name: string;
  /** How many customers of a hundred, about. */
  readonly weight: number;
  /** Where such a customer's orders may end. */
  readonly ends: readonly OrderState[];
  readonly act: Visit;
}

const delivered: readonly OrderState[] = ["provisioned"];
const failed: readonly OrderState[] = ["capture_failed"];
const gone: readonly OrderState[] = ["expired"];
const givenBack: readonly OrderState[] = ["refunded"];
// A delivery that was under way when the money went back: the customer has both, a person decides.
const givenBackLate: readonly OrderState[] = ["refunded", "needs_attention"];
const inHands: readonly OrderState[] = ["needs_attention"];

/** Everything customers, merchants and their banks do to this service. */
const behaviours: readonly Scenario[] = [
  { name: "pays, captured by us", weight: 27, ends: delivered, act: checkOut },
  { name: "pays, captured in the browser", weight: 14, ends: delivered, act: payInBrowser },
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
    act: (customer) => customer.order(),
  },
  { name: "approves four times at once", weight: 5, ends: delivered, act: approveFourTimes },
  { name: "declined once, then pays", weight: 4, ends: delivered, act: payAfterDecline },
  { name: "declined, and leaves", weight: 2, ends: gone, act: leaveAfterDecline },
  {
    name: "declined in the browser",
    weight: 3,
    ends: failed,
    act: (customer, sandbox) => payInBrowser(customer, sandbox, { capture: "DECLINED" }),
  },
  { name: "held, then completed", weight: 4, ends: delivered, act: pending("COMPLETED") },
  { name: "held, then declined", weight: 3, ends: failed, act: pending("DECLINED") },
  { name: "held for the merchant", weight: 1, ends: ["capture_pending"], act: pending(null) },
  // One tab's order is delivered, the other's is never captured or is held for a person.
  {
    name: "buys one cluster twice",
    weight: 4,
    ends: ["provisioned", "expired", "needs_attention"],
    act: buyTwice,
  },
  { name: "pays a wrong amount", weight: 4, ends: givenBack, act: payWrongMoney },
  { name: "wants a name web-order refuses", weight: 4, ends: givenBack, act: wantRefusedName() },
  { name: "is refused, and so is the refund", weight: 1, ends: inHands, act: keepRefundBack },
  { name: "is refused, and refunded late", weight: 1, ends: givenBack, act: delayRefund },
  // Nothing is captured for another account; what a page captured for it only that account can give back.
  {
    name: "pays another payee",
    weight: 2,
    ends: ["capture_failed", "needs_attention"],
    act: payAnotherPayee,
  },
  { name: "pays beside a stray payment", weight: 1, ends: delivered, act: payBesideStray },
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
  { name: "charges back in vain", weight: 2, ends: delivered, act: chargeBackInVain },
  { name: "complains, loses, and appeals", weight: 1, ends: delivered, act: appeal },
  { name: "complains about two clusters", weight: 1, ends: delivered, act: complainAboutTwo },
  {
    name: "complains and loses",
    weight: 1,
    ends: delivered,
    act: complain("RESOLVED_SELLER_FAVOUR"),
  },
  { name: "complains and wins", weight: 1, ends: inHands, act: complain("RESOLVED_BUYER_FAVOUR") },
];

/** A scenario, drawn by weight. */
export function drawScenario(random: () => number): Scenario {
  const total = behaviours.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const scenario of behaviours) {
    left -= scenario.weight;
    if (left < 0) return scenario;
  }
  return behaviours[0] as Scenario;
}
