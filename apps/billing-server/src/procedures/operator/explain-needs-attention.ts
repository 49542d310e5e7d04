import { blockingEvent } from "../../domain/blocking-event.ts";
import { availableActions, type OrderSnapshot } from "../../domain/operator-actions.ts";
import { type Explanation, phraseNextStep } from "./advice.ts";
import { explainPaid } from "./explain-paid.ts";
import { explainUnpaid } from "./explain-unpaid.ts";

/** Why an order needs manual review, and the next step; it names only actions that are possible. */
export function explainNeedsAttention(snapshot: OrderSnapshot): Explanation {
  const { order, history } = snapshot;
  const actions = availableActions(snapshot);
  const blocking = blockingEvent(history);
  const { situation, advice } =
    order.capturedAmount === 0n
      ? explainUnpaid(order, blocking)
      : explainPaid(snapshot, actions, blocking);
  return { situation, nextStep: phraseNextStep(order, actions, advice) };
}
