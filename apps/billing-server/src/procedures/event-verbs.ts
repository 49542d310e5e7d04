import { listEvents } from "./list-events.ts";
import type { Verbs } from "./verbs.ts";
import { watchEvents } from "./watch-events.ts";

/** The procedures of services that follow all orders. */
export const eventVerbs: Verbs<"events"> = {
  list: listEvents,
  watch: watchEvents,
};
