import { blockingEvent } from "../../domain/blocking-event.ts";
import { availableActions, type OrderSnapshot } from "../../domain/operator-actions.ts";
import { type Explanation, phraseNextStep } from "./advice.ts";
import { explainPaid } from "./explain-paid.ts";
import { explainUnpaid } from "./explain-unpaid.ts";

/** Why an order needs a person, and what that person can do: of the actions that are possible, and no other. */
export function explainNeedsAttention(snapshot: OrderSnapshot): Explanation {
  const { order, history } = snapshot;
  const actions = availableActions(snapshot);
  const step = blockingEvent(history);
  const { situation, advice } =
    order.capturedAmount === 0n ? explainUnpaid(order, step) : explainPaid(snapshot, actions, step);
  return { situation, nextStep: phraseNextStep(order, actions, advice) };
}
