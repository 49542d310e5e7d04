import type { Call } from "../http/call.ts";
import { isoTime } from "./clock.ts";
import type { Link } from "./link.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError, type Problem } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";
import {
  isFound,
  type TransactionPart,
  transactionParts,
  transactionQuery,
  type TransactionQuery,
} from "./transaction-query.ts";
import { orderTransactions, transactionTime } from "./transaction-report.ts";
import { transactionOnWire } from "./transaction-wire.ts";

const day = 24 * 3_600_000;
const longestRange = 31 * day;
const oldest = 3 * 365 * day;

/** `GET /v1/reporting/transactions`, the oldest first. New transactions appear after `reportDelayMs`. */
export function searchTransactions(paypal: PayPalSandbox, { url }: Call): Response {
  const given = Object.fromEntries(url.searchParams);
  const parsed = transactionQuery.safeParse(given, { reportInput: true });
  if (!parsed.success) return refused(parsed.error.issues.map(shapeProblem));
  const query = parsed.data;
  const now = paypal.clock.now();
  const refreshedAt = now - paypal.reportDelayMs;
  if (query.end_date < query.start_date || query.end_date - query.start_date > longestRange)
    return refused([invalid("/end_date", given["end_date"])]);
  // Observed with a start after the last refresh (PayPal-node-SDK, issue 452); documented for three years.
  if (query.start_date > refreshedAt || query.start_date < now - oldest)
    return refused([invalid("/start_date", given["start_date"])]);

  const found = [...paypal.orders.values()]
    .flatMap(orderTransactions)
    .filter((it) => transactionTime(it) <= refreshedAt && isFound(it, query))
    .toSorted((a, b) => transactionTime(a) - transactionTime(b));
  const { page, page_size } = query;
  const pages = Math.ceil(found.length / page_size);
  const parts = partsOf(query);
  return answer(200, {
    transaction_details: found
      .slice((page - 1) * page_size, page * page_size)
      .map((transaction) => transactionOnWire(transaction, parts)),
    account_number: paypal.payee.merchant_id,
    start_date: isoTime(query.start_date),
    end_date: isoTime(Math.min(query.end_date, refreshedAt)),
    last_refreshed_datetime: isoTime(refreshedAt),
    page,
    total_items: found.length,
    total_pages: pages,
    links: pageLinks(paypal.url, url, { page, pages }),
  });
}

const refused = (problems: readonly Problem[]): Response =>
  apiError(
    400,
    problems.map((problem) => ({ ...problem, location: "query" })),
  );

const invalid = (field: string, value: unknown): Problem => ({
  issue: "INVALID_PARAMETER_VALUE",
  field,
  value,
});

const partsOf = ({ fields }: TransactionQuery): readonly TransactionPart[] =>
  fields.includes("all")
    ? transactionParts
    : transactionParts.filter((part) => fields.includes(part));

function pageLinks(
  host: string,
  { pathname, search }: URL,
  { page, pages }: { readonly page: number; readonly pages: number },
): Link[] {
  const link = (rel: string, to: number): Link => {
    const query = new URLSearchParams(search);
    query.set("page", String(to));
    return { href: `${host}${pathname}?${query.toString()}`, rel, method: "GET" };
  };
  return [
    link("self", page),
    ...(page > 1 ? [link("first", 1), link("prev", page - 1)] : []),
    ...(page < pages ? [link("next", page + 1), link("last", pages)] : []),
  ];
}
