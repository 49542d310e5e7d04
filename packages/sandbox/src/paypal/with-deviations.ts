import type { Call } from "../http/call.ts";
import { type Alteration, alterations, alterOrder } from "./alter-response.ts";
import type { PayPalOperation, PayPalSandbox } from "./paypal-sandbox.ts";
import { notFound } from "./responses.ts";

/** The handler of an operation, after authorization. */
export type Verb = (paypal: PayPalSandbox, call: Call) => Response | Promise<Response>;

/** Applies the configured deviations to an operation. */
export function withDeviations(operation: PayPalOperation, verb: Verb): Verb {
  return async (paypal, call) => {
    const { deviations } = paypal;
    const orderId = call.params["id"] ?? "";
    const order = paypal.find(orderId);
    const mayHide = operation === "orders.get" || operation === "orders.capture";
    if (mayHide && order && deviations.hides(order, operation)) return notFound();
    const answered = await verb(paypal, call);
    if (!answered.ok || answered.body === null) return answered;
    return altered(answered, deviations.alterations(fitting(operation, call), orderId));
  };
}

/** The alterations that apply to an operation's responses. */
function fitting(operation: PayPalOperation, { url }: Call): readonly Alteration[] {
  switch (operation) {
    case "orders.get":
    case "orders.capture": {
      const asksForPayments = url.searchParams.get("fields")?.includes("payments") ?? false;
      return asksForPayments ? withPayments : alterations;
    }
    case "orders.create":
      return ofNewOrders;
    default:
      return ofOthers;
  }
}

const withPayments = alterations.filter((it) => it !== "no_payments");
// Fields that an account never receives are missing from the first response on.
const ofNewOrders: readonly Alteration[] = ["no_payee_id", "unknown_fields"];
const ofOthers: readonly Alteration[] = ["unknown_fields"];

async function altered(answered: Response, how: readonly Alteration[]): Promise<Response> {
  if (how.length === 0) return answered;
  const { status, headers } = answered;
  const body = alterOrder((await answered.json()) as object, how);
  return new Response(JSON.stringify(body), { status, headers });
}
