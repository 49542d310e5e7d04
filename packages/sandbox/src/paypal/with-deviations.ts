import type { Call } from "../http/call.ts";
import { type Alteration, alterations, alterOrder } from "./alter-response.ts";
import type { PayPalOperation, PayPalSandbox } from "./paypal-sandbox.ts";
import { notFound } from "./responses.ts";

/** What an operation does once its caller is authorized. */
export type Verb = (paypal: PayPalSandbox, call: Call) => Response | Promise<Response>;

/** A verb that answers as a PayPal that misbehaves, as far as `paypal.deviations` says. */
export function withDeviations(operation: PayPalOperation, verb: Verb): Verb {
  return async (paypal, call) => {
    const { deviations } = paypal;
    const orderId = call.params["id"] ?? "";
    const order = paypal.find(orderId);
    const mayHide = operation === "orders.get" || operation === "orders.capture";
    if (mayHide && order && deviations.hides(order, operation)) return notFound();
    const answered = await verb(paypal, call);
    if (!answered.ok) return answered;
    return altered(answered, deviations.alterations(fitting(operation, call), orderId));
  };
}

/** How the answers of an operation may be altered. */
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
// What an account never shows is missing from the first answer on.
const ofNewOrders: readonly Alteration[] = ["no_payee_id", "unknown_fields"];
const ofOthers: readonly Alteration[] = ["unknown_fields"];

async function altered(answered: Response, how: readonly Alteration[]): Promise<Response> {
  if (how.length === 0) return answered;
  const { status, headers } = answered;
  const body = alterOrder((await answered.json()) as object, how);
  return new Response(JSON.stringify(body), { status, headers });
}
