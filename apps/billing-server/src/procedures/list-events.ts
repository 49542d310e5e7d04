import type { AppInputs, AppOutputs } from "@onekonsole/billing-contract";
import type { ServiceCall } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { readPage, toFeedQuery } from "./follow-query.ts";
import { presentEventPage } from "./present-event-page.ts";

const defaultLimit = 100;

/** A page of the event feed. Throws `invalid_input` for a damaged cursor, and `cursor_expired`. */
export async function listEvents(
  { feed }: Dependencies,
  { input = {} }: ServiceCall<AppInputs["events"]["list"]>,
): Promise<AppOutputs["events"]["list"]> {
  const { limit = defaultLimit } = input;
  return presentEventPage(await readPage(feed, { ...(await toFeedQuery(feed, input)), limit }));
}
