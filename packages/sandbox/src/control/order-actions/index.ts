import { bankActions } from "./bank-actions.ts";
import { merchantActions } from "./merchant-actions.ts";
import type { ActionRule, OrderAction, OrderSituation } from "./order-action.ts";
import { payerActions } from "./payer-actions.ts";
import { paypalActions } from "./paypal-actions.ts";
import { webOrderActions } from "./web-order-actions.ts";
import { webhookActions } from "./webhook-actions.ts";

/** Every kind of action on an order. */
export const actionRules: readonly ActionRule[] = [
  ...payerActions,
  ...merchantActions,
  ...paypalActions,
  ...bankActions,
  ...webOrderActions,
  ...webhookActions,
];

/** The actions that are possible in a situation, grouped by who acts. */
export const orderActions = (situation: OrderSituation): readonly OrderAction[] =>
  actionRules.flatMap(({ calls, ...rule }) => calls(situation).map((call) => ({ ...rule, call })));
