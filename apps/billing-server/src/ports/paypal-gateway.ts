import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalResult } from "../domain/paypal-result.ts";
import type { RefundId, PayPalRefund } from "../domain/refund.ts";

export interface OpenOrder {
  readonly orderId: OrderId;
  readonly currency: string;
  readonly amount: bigint;
  readonly clusterName: string;
  readonly returnUrl?: CreateOrderInput["return_url"];
  readonly cancelUrl?: CreateOrderInput["cancel_url"];
}

/** What a PayPal order says of who opened it. */
export interface OrderOrigin {
  /** It carries a seal that only we can make. */
  readonly isSealed: boolean;
  /** By PayPal's clock; `null` when it is not shown. */
  readonly createdAt: Date | null;
}

export interface CaptureOrder {
  readonly paypalOrderId: PayPalOrderId;
  /** The same for every try at the same capture, so that PayPal takes the money once. */
  readonly idempotencyKey: string;
}

export interface RefundCapture {
  readonly captureId: string;
  /** Our refund row: the root of the idempotency key, which PayPal keeps for 45 days. */
  readonly refundId: RefundId;
  readonly currency: string;
  /** Minor units; `null` is all that remains. */
  readonly amount: bigint | null;
}

/** The total time limit of a call: `interactive` when a person waits for it, else `background`. */
export type TimeoutProfile = "interactive" | "background";

/** PayPal. Never throws for what PayPal or the network does: every outcome is a result. */
export interface PayPalGateway {
  createOrder(order: OpenOrder): Promise<PayPalResult<PayPalOrder>>;
  getOrder(id: PayPalOrderId, timeoutProfile: TimeoutProfile): Promise<PayPalResult<PayPalOrder>>;
  /** What a PayPal order that names that id of ours says of who opened it. */
  getOrigin(id: PayPalOrderId, orderId: OrderId): Promise<PayPalResult<OrderOrigin>>;
  captureOrder(capture: CaptureOrder): Promise<PayPalResult<PayPalOrder>>;
  refundCapture(refund: RefundCapture): Promise<PayPalResult<PayPalRefund>>;
  /** A refund or reversal by PayPal's id, which tells neither from the other: `kind` is "refund". */
  getRefund(paypalRefundId: string): Promise<PayPalResult<PayPalRefund>>;
}
