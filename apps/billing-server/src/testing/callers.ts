import type { Caller, TokenCaller } from "../domain/caller.ts";
import type { Order } from "../domain/order.ts";
import type { OperatorCaller, ServiceCaller } from "../procedures/call.ts";
import type { OperatorActionCall } from "../procedures/operator/operator-action.ts";

/** Authenticated by the ingress; user unknown. */
export const ingress: Caller = { kind: "ingress" };

/** A user whose token expires in an hour. */
export function userCaller(subject: string, changes: Partial<TokenCaller> = {}): TokenCaller {
  return {
    kind: "token",
    subject,
    name: "a user",
    isOperator: false,
    isService: false,
    expiresAt: new Date(Date.now() + 3600_000),
    ...changes,
  };
}

/** A service account, which may act for any user. */
export const serviceCaller = (changes: Partial<TokenCaller> = {}): ServiceCaller => ({
  ...userCaller("service-1", { name: "accounting", ...changes }),
  isService: true,
});

export const operatorCaller: OperatorCaller = {
  ...userCaller("u-1", { name: "ada" }),
  isOperator: true,
};

/** An operator's action on the order as it is given. */
export const operatorAction = ({ paypalOrderId, version }: Order): OperatorActionCall => ({
  caller: operatorCaller,
  input: { order_id: paypalOrderId, version, reason: "asked on the phone" },
});
