import type { ChaosReport } from "./run-chaos.ts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function section(title: string, rows: Iterable<readonly [string, unknown]>): void {
  console.log(`\n${title}`);
  for (const [name, figure] of rows) console.log(`  ${name.padEnd(40)} ${String(figure)}`);
}

const byName = (figures: Iterable<readonly [string, number]>) =>
  [...figures].toSorted(([one], [other]) => one.localeCompare(other));

/** Prints what a storm did and what was found. */
export function printReport(report: ChaosReport): void {
  const { options, audit, sandbox, log, strikes } = report;
  section("faults at PayPal", byName(Object.entries(sandbox.paypal.faults.stats().byKind)));
  section("faults at web-order", byName(Object.entries(sandbox.webOrder.faults.stats().byKind)));
  section("strikes", byName(strikes));
  section("webhooks", webhookFigures(report));
  section(
    "PayPal's ways in this run",
    report.ways.map((way) => [way, ""] as const),
  );
  section("misbehaviour of PayPal, in answers", byName(sandbox.paypal.misbehaviour.counts));
  section("customers", byName(report.customers));
  section("orders by final state", states(report));
  section("orders in needs_attention by cause", byName(audit.manual));
  console.log("\nmoney in minor units");
  console.table(
    Object.fromEntries(audit.money.map(({ currency, ...line }) => [currency, strings(line)])),
  );
  if (log.errors.size > 0) section("error lines of the servers", [...log.errors]);
  section("summary", [
    ["seed", options.seed],
    ["customers, replicas", `${options.customers}, ${options.replicas}`],
    ["storm", seconds(report.stormMs)],
    ["drain", seconds(report.drainMs)],
    ["delivered, and the money went back later", audit.deliveredAllTheSame],
    ["needs_attention without a cause", audit.manual.get("none") ?? 0],
    ["violations", audit.violations.length],
  ]);
  for (const { about, what } of audit.violations.slice(0, 60)) console.log(`  ${about}: ${what}`);
}

const strings = (line: object): Record<string, string> =>
  Object.fromEntries(Object.entries(line).map(([name, figure]) => [name, String(figure)]));

function webhookFigures({ sandbox }: ChaosReport): readonly (readonly [string, unknown])[] {
  const { webhooks } = sandbox.paypal;
  const sent = webhooks.deliveries.filter(({ outcome }) => outcome !== "dropped");
  const answered = sent.filter(({ outcome }) => typeof outcome === "object" && "status" in outcome);
  const accepted = answered.filter(
    ({ outcome }) => typeof outcome === "object" && "status" in outcome && outcome.status < 300,
  );
  return [
    ["events", webhooks.events().length],
    ["dropped", webhooks.deliveries.length - sent.length],
    ["sendings", sent.length],
    ["accepted", accepted.length],
    ["accepted more than once", accepted.length - new Set(accepted.map((it) => it.eventId)).size],
  ];
}

function states({ audit }: ChaosReport): readonly (readonly [string, unknown])[] {
  const groups = Map.groupBy(audit.orders, ({ state }) => state);
  return byName([...groups].map(([state, orders]) => [state, orders.length]));
}
