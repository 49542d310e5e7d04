import type { CreateOrderInput, PriceLine } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalResult } from "../domain/paypal-result.ts";
import type { RefundId, PayPalRefund } from "../domain/refund.ts";

export interface OpenOrder {
  readonly orderId: OrderId;
  readonly currency: string;
  /** Minor units; the sum of the lines and `addedVat`. */
  readonly amount: bigint;
  /** The VAT that the lines do not contain; 0 if the prices include it. */
  readonly addedVat: bigint;
  /** What the payer sees at PayPal. */
  readonly lines: readonly PriceLine[];
  readonly clusterName: string;
  readonly returnUrl?: CreateOrderInput["return_url"];
  readonly cancelUrl?: CreateOrderInput["cancel_url"];
  readonly locale?: CreateOrderInput["locale"];
}

/** What an order at PayPal shows about who created it. */
export interface OrderOrigin {
  /** It has a seal that only we can make. */
  readonly isSealed: boolean;
  /** By PayPal's clock; `null` if it is not shown. */
  readonly createdAt: Date | null;
}

export interface CaptureOrder {
  readonly paypalOrderId: PayPalOrderId;
  /** The same for every attempt of one capture, so that PayPal captures once. */
  readonly idempotencyKey: string;
}

export interface RefundCapture {
  readonly captureId: string;
  /**
   * The id of our refund row, from which the idempotency key is built; PayPal keeps the key for 45
   * days.
   */
  readonly refundId: RefundId;
  readonly currency: string;
  /** Minor units; `null` is all that remains. */
  readonly amount: bigint | null;
}

/** The total time limit of a call: `interactive` if a person waits for it, else `background`. */
export type TimeoutProfile = "interactive" | "background";

/** PayPal's API. Never rejects because of PayPal or the network: every outcome is a result. */
export interface PayPalGateway {
  createOrder(order: OpenOrder): Promise<PayPalResult<PayPalOrder>>;
  getOrder(id: PayPalOrderId, timeoutProfile: TimeoutProfile): Promise<PayPalResult<PayPalOrder>>;
  /** The origin of an order at PayPal that has our `orderId`. */
  getOrigin(id: PayPalOrderId, orderId: OrderId): Promise<PayPalResult<OrderOrigin>>;
  captureOrder(capture: CaptureOrder): Promise<PayPalResult<PayPalOrder>>;
  refundCapture(refund: RefundCapture): Promise<PayPalResult<PayPalRefund>>;
  /**
   * A refund or reversal by PayPal's id. The response does not distinguish the two, so `kind` is
   * "refund".
   */
  getRefund(paypalRefundId: string): Promise<PayPalResult<PayPalRefund>>;
}
