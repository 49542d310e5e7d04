import type { AppInputs } from "@onekonsole/billing-contract";
import { type OrderState, orderStates } from "@onekonsole/billing-contract";
import { UsageError } from "./failure.ts";
import { parseDuration } from "./text/duration.ts";

export type OrderQuery = NonNullable<AppInputs["operator"]["orders"]>;

// States that need an operator or that an order should leave soon.
const usualStates: readonly OrderState[] = [
  "needs_attention",
  "refunding",
  "capture_pending",
  "captured",
  "approved",
];
const maxPageSize = 200;

/** The options of `billing orders` as typed. */
export interface ListOptions {
  readonly state?: readonly string[] | undefined;
  readonly disputed: boolean;
  readonly "refund-under-way": boolean;
  readonly older?: string | undefined;
  readonly limit?: string | undefined;
  readonly all: boolean;
}

/** The query for the service; throws a UsageError. */
export function toOrderQuery(options: ListOptions): OrderQuery {
  const { state, disputed, "refund-under-way": refundUnderWay, older, limit, all } = options;
  // An order in any state may have a dispute or a refund under way.
  const states = (disputed || refundUnderWay) && !state ? undefined : readStates(state);
  return {
    ...(disputed ? { disputed } : {}),
    ...(refundUnderWay ? { refund_under_way: refundUnderWay } : {}),
    ...(states === undefined ? {} : { states }),
    ...(older === undefined ? {} : { older_than_seconds: readAge(older) }),
    ...(limit === undefined ? {} : { limit: readLimit(limit) }),
    ...(limit === undefined && all ? { limit: maxPageSize } : {}),
  };
}

function readStates(given: readonly string[] = []): OrderState[] | undefined {
  if (given.includes("any")) return undefined;
  const unknown = given.find((it) => !orderStates.includes(it as OrderState));
  if (unknown !== undefined)
    throw new UsageError(`Unknown state ${unknown}: billing orders --help lists the states.`);
  return given.length > 0 ? (given as OrderState[]) : [...usualStates];
}

function readAge(older: string): number {
  const seconds = parseDuration(older);
  if (seconds === undefined) throw new UsageError("--older must be a duration such as 90m or 2h.");
  return seconds;
}

function readLimit(limit: string): number {
  const parsed = /^\d{1,9}$/.test(limit) ? Number(limit) : 0;
  if (parsed >= 1 && parsed <= maxPageSize) return parsed;
  throw new UsageError(`--limit must be a whole number from 1 to ${maxPageSize}.`);
}
