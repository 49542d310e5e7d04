import { type BillingError, toBillingError } from "@onekonsole/billing-client";
import { ScenarioFailure } from "../scenario-failure.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

type ErrorCode = BillingError["code"];

export const placeOrder: ScenarioStep = {
  actor: "customer",
  text: "The customer orders a cluster for €30.00.",
  act: (scene) => scene.placeOrder(),
};

export const placeSameOrder: ScenarioStep = {
  actor: "customer",
  text: "The customer orders the same cluster name in another tab.",
  act: (scene) => scene.placeOrder(),
};

/** The service must not charge a price that the customer has not seen. */
export const placeOrderAtOldPrice: ScenarioStep = {
  actor: "customer",
  text: "The customer orders on a page that still shows €29.00, and reads that the price has changed.",
  act: async (scene) => {
    const seen = await errorCode(scene.placeOrder("29.00"));
    if (seen !== "price_changed")
      throw new ScenarioFailure(`The service responds with ${seen}, not price_changed.`);
  },
};

/** The customer is back from PayPal: the page has the service verify the approval. */
export const returnFromPayPal: ScenarioStep = {
  actor: "customer",
  text: "The customer returns from PayPal to the console.",
  act: (scene) => scene.customer.order.approve.mutate({ order_id: scene.orderId }),
};

/** The return from PayPal, and reloads of that page until the service responds with this error. */
export const returnToError = (code: ErrorCode, text: string): ScenarioStep => ({
  actor: "customer",
  text,
  act: (scene) =>
    scene.watch({
      event: `the service responds with ${code}`,
      read: () => returnedCode(scene),
      isReached: (seen) => seen === code,
    }),
});

const returnedCode = ({ customer, orderId: order_id }: Scene): Promise<ErrorCode | "none"> =>
  errorCode(customer.order.approve.mutate({ order_id }));

/** The code of the error with which a call of the service ends, if it does. */
const errorCode = (call: Promise<unknown>): Promise<ErrorCode | "none"> =>
  call.then(
    () => "none",
    (error: unknown) => toBillingError(error).code,
  );
