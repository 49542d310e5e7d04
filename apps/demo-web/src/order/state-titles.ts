import type { Texts } from "../texts/load-texts.ts";
import { ofState } from "./of-state.ts";
import type { TimelineItem } from "./timeline.ts";

type StateTexts = Texts["states"];

/**
 * The title of an item of the timeline. After an approval, PayPal may have declined the payment or require another
 * action of the payer; the problem of the next item says which.
 */
export function itemTitle(
  { progress, attempts, ...item }: TimelineItem,
  states: StateTexts,
): string {
  return progress === "declined" ? states.notCompleted(attempts) : stateTitle(item, states);
}

/** The title of a state, which may occur again. */
export function stateTitle(
  { state, visit }: Pick<TimelineItem, "state" | "visit">,
  { titles, waitingAgain, newer }: StateTexts,
): string {
  const isAgain = state === "awaiting_approval" && visit > 1;
  return isAgain ? waitingAgain : (ofState(titles, state) ?? newer.title);
}
