import type { AppInputs } from "@onekonsole/billing-contract";
import { type OrderState, orderStates } from "@onekonsole/billing-contract/browser";
import { UsageError } from "./failure.ts";
import { parseDuration } from "./text/duration.ts";

export type OrderQuery = NonNullable<AppInputs["operator"]["orders"]>;

const passing: readonly OrderState[] = [
  "needs_attention",
  "refunding",
  "capture_pending",
  "captured",
  "approved",
];
const longestPage = 200;

/** The options of the list as they were typed. */
export interface ListOptions {
  readonly state?: readonly string[] | undefined;
  readonly disputed: boolean;
  readonly "refund-under-way": boolean;
  readonly older?: string | undefined;
  readonly limit?: string | undefined;
  readonly all: boolean;
}

/** What the service is asked for; throws a UsageError. */
export function queryOf(options: ListOptions): OrderQuery {
  const { state, disputed, "refund-under-way": refundUnderWay, older, limit, all } = options;
  // Either may be true of an order in any state.
  const states = (disputed || refundUnderWay) && !state ? undefined : statesIn(state);
  return {
    ...(disputed ? { disputed } : {}),
    ...(refundUnderWay ? { refund_under_way: refundUnderWay } : {}),
    ...(states === undefined ? {} : { states }),
    ...(older === undefined ? {} : { older_than_seconds: ageIn(older) }),
    ...(limit === undefined ? {} : { limit: limitIn(limit) }),
    ...(limit === undefined && all ? { limit: longestPage } : {}),
  };
}

function statesIn(given: readonly string[] = []): OrderState[] | undefined {
  if (given.includes("any")) return undefined;
  const unknown = given.find((it) => !orderStates.includes(it as OrderState));
  if (unknown !== undefined) throw new UsageError(`There is no state ${unknown}.`);
  return given.length > 0 ? (given as OrderState[]) : [...passing];
}

function ageIn(older: string): number {
  const seconds = parseDuration(older);
  if (seconds === undefined) throw new UsageError("--older must be a duration such as 90m or 2h.");
  return seconds;
}

function limitIn(limit: string): number {
  const wanted = /^\d{1,9}$/.test(limit) ? Number(limit) : 0;
  if (wanted >= 1 && wanted <= longestPage) return wanted;
  throw new UsageError(`--limit must be a whole number from 1 to ${longestPage}.`);
}
