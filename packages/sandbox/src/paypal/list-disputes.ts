import { z } from "zod";
import type { Call } from "../http/call.ts";
import { disputeStates } from "./dispute-reasons.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import { disputeState, disputeSummary } from "./dispute-wire.ts";
import type { Link } from "./link.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const query = z.object({
  start_time: time.optional(),
  disputed_transaction_id: z.string().optional(),
  page_size: z.coerce.number().int().min(1).max(50).default(10),
  next_page_token: z.string().optional(),
  dispute_state: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(disputeStates)))
    .optional(),
  create_time_after: time.optional(),
  create_time_before: time.optional(),
  update_time_after: time.optional(),
  update_time_before: time.optional(),
});

type Query = z.output<typeof query>;

const halfAYear = 180 * 24 * 3_600_000;

/** `GET /v1/customer/disputes`: the newest first. The times include their limits. */
export function listDisputes(paypal: PayPalSandbox, { url }: Call): Response {
  const parsed = query.safeParse(Object.fromEntries(url.searchParams), { reportInput: true });
  if (!parsed.success)
    return apiError(
      400,
      parsed.error.issues.map((issue) => ({ ...shapeProblem(issue), location: "query" })),
    );
  const refused = unsuitable(parsed.data, paypal.clock.now());
  if (refused) return invalid(refused);
  const found = paypal.disputes.toReversed().filter((dispute) => matches(dispute, parsed.data));
  const start = startOfPage(found, parsed.data.next_page_token);
  if (start === undefined) return invalid("next_page_token");
  const page = found.slice(start, start + parsed.data.page_size);
  const last = start + page.length < found.length ? page.at(-1) : undefined;
  return answer(200, {
    items: page.map((dispute) => disputeSummary(dispute, paypal.url)),
    links: pageLinks(paypal.url, url, last),
  });
}

const invalid = (name: string): Response =>
  apiError(400, [{ issue: "INVALID_PARAMETER_VALUE", field: `/${name}`, location: "query" }]);

/** The name of a parameter that does not fit, although it has the right form. */
function unsuitable(given: Query, now: number): string | undefined {
  const { start_time, disputed_transaction_id } = given;
  if (start_time !== undefined && disputed_transaction_id !== undefined) return "start_time";
  const limited = ["start_time", "update_time_after", "update_time_before"] as const;
  return limited.find((name) => (given[name] ?? now) < now - halfAYear);
}

function matches(dispute: DisputeRecord, given: Query): boolean {
  const { disputed_transaction_id: captureId, dispute_state: wanted } = given;
  const created = Date.parse(dispute.create_time);
  const updated = Date.parse(dispute.update_time);
  const isAbout = (id: string) =>
    dispute.disputed_transactions.some((it) => it.seller_transaction_id === id);
  return (
    (captureId === undefined || isAbout(captureId)) &&
    (wanted === undefined || wanted.includes(disputeState(dispute))) &&
    created >= Math.max(given.start_time ?? 0, given.create_time_after ?? 0) &&
    created <= (given.create_time_before ?? Infinity) &&
    updated >= (given.update_time_after ?? 0) &&
    updated <= (given.update_time_before ?? Infinity)
  );
}

/** The index after the dispute that a token names; undefined for a token of another list. */
function startOfPage(found: readonly DisputeRecord[], token?: string): number | undefined {
  if (token === undefined) return 0;
  const after = Buffer.from(token, "base64").toString();
  const place = found.findIndex(({ dispute_id }) => dispute_id === after);
  return place < 0 ? undefined : place + 1;
}

function pageLinks(host: string, { pathname, search }: URL, last?: DisputeRecord): Link[] {
  const self: Link = { href: host + pathname + search, rel: "self", method: "GET" };
  if (!last) return [self];
  const next = new URLSearchParams(search);
  next.set("next_page_token", Buffer.from(last.dispute_id).toString("base64"));
  return [self, { href: `${host}${pathname}?${next.toString()}`, rel: "next", method: "GET" }];
}
