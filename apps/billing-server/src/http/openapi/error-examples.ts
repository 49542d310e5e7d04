import type { ErrorCode } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { encodeCursor } from "../../domain/feed-cursor.ts";
import { errorAnswer } from "../errors.ts";
import { exampleOrderId } from "../examples/order-examples.ts";

type Detail = ConstructorParameters<typeof BillingError>[1];

const details: { readonly [Code in ErrorCode]?: Detail } = {
  invalid_input: { fields: [{ path: "order_id", message: "must be a PayPal order id" }] },
  order_not_approved: {
    approveUrl: `https://www.sandbox.paypal.com/checkoutnow?token=${exampleOrderId}`,
  },
  duplicate_purchase: { orderId: exampleOrderId },
  cluster_name_taken: { orderId: exampleOrderId },
  cursor_expired: { cursor: encodeCursor(1041n) },
  price_changed: { amount: { currency_code: "EUR", value: "36.00" } },
};

/** The body of an error, as the service itself writes it. */
export const errorExample = (code: ErrorCode): unknown =>
  JSON.parse(errorAnswer(new BillingError(code, details[code]), exampleRequestId).text);

/** The id of the request that an example quotes. */
const exampleRequestId = "0f8fad5b-d9cb-469f-a165-70867728950e";
