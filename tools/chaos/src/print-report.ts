import type { ChaosReport } from "./run-chaos.ts";
import { webhookFigures } from "./webhook-figures.ts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

type Rows = Iterable<readonly [name: string, figure: unknown]>;

function printSection(title: string, rows: Rows): void {
  console.log(`\n${title}`);
  for (const [name, figure] of rows) console.log(`  ${name.padEnd(40)} ${String(figure)}`);
}

const sorted = (figures: Iterable<readonly [string, number]>) =>
  [...figures].toSorted(([one], [other]) => one.localeCompare(other));

/** Prints the faults, the customers and the result of the audit. */
export function printReport(report: ChaosReport): void {
  printFaults(report);
  printOrders(report);
  const { options, audit } = report;
  printSection("summary", [
    ["seed", options.seed],
    ["customers, replicas", `${options.customers}, ${options.replicas}`],
    ["time under faults", seconds(report.faultsMs)],
    ["time of the drain", seconds(report.drainMs)],
    ["delivered, then refunded or reversed", audit.deliveredThenReturned],
    ["needs_attention without a reason", audit.manualReviews.get("none") ?? 0],
    ["violations", audit.violations.length],
  ]);
  for (const { subject, description } of audit.violations.slice(0, 60))
    console.log(`  ${subject}: ${description}`);
}

function printFaults({ sandbox, injected, paypalBehavior }: ChaosReport): void {
  const { paypal, webOrder } = sandbox;
  printSection("faults of PayPal requests", sorted(Object.entries(paypal.faults.stats().byKind)));
  printSection(
    "faults of web-order requests",
    sorted(Object.entries(webOrder.faults.stats().byKind)),
  );
  printSection("scheduled faults", sorted(injected));
  printSection("webhooks", webhookFigures(paypal.webhooks));
  printSection(
    "PayPal's behavior in this run",
    paypalBehavior.map((text) => [text, ""] as const),
  );
  printSection("PayPal's deviations from its documentation", sorted(paypal.deviations.counts));
}

function printOrders({ audit, customers, log }: ChaosReport): void {
  const states = Map.groupBy(audit.orders, ({ state }) => state);
  printSection("customers", sorted(customers));
  printSection(
    "orders by final state",
    sorted([...states].map(([state, orders]) => [state, orders.length] as const)),
  );
  printSection("orders in needs_attention by reason", sorted(audit.manualReviews));
  console.log("\nmoney in minor units");
  console.table(
    Object.fromEntries(audit.money.map(({ currency, ...line }) => [currency, texts(line)])),
  );
  if (log.errors.size > 0) printSection("error lines of the servers", log.errors);
}

/** `console.table` marks bigints with a suffix; texts stay as they are. */
const texts = (line: object): Record<string, string> =>
  Object.fromEntries(Object.entries(line).map(([name, figure]) => [name, String(figure)]));
