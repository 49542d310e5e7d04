import type { Conditions } from "./operations/conditions.ts";
import { simulatorTitles } from "./simulator-titles.ts";

/** Each condition that is on, as a sentence; empty in an undisturbed world at the machine's time. */
export function describeConditions(conditions: Conditions): readonly string[] {
  return [
    ...describeOutages(conditions),
    ...conditions.random_faults.map(describeRandom),
    ...describeWaiting(conditions),
    ...describeWebhooks(conditions.webhooks),
    ...describeWebOrder(conditions.web_order),
    ...sentenceIf(conditions.refunds_start_pending, "New refunds stay pending at the bank."),
    ...describeReports(conditions.report_delay_ms),
    ...describeClock(conditions.clock_offset_ms),
  ];
}

const sentenceIf = (isOn: boolean, sentence: string): readonly string[] => (isOn ? [sentence] : []);

const simulatorNames = ["paypal", "web_order", "issuer"] as const;

const outageTexts = { none: "", refused: "is unreachable", unavailable: "returns 503" } as const;

const describeOutages = ({ outages }: Conditions): readonly string[] =>
  simulatorNames.flatMap((name) =>
    sentenceIf(outages[name] !== "none", `${subject(name)} ${outageTexts[outages[name]]}.`),
  );

/** A simulator at the start of a sentence. */
const subject = (name: keyof Conditions["outages"]): string =>
  simulatorTitles[name].replace(/^the /, "The ");

const percent = (rate: number): string => `${Math.round(rate * 100)} %`;
const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(1))} s`;

function describeRandom(random: Conditions["random_faults"][number]): string {
  const { simulator, rate, is_slowness, latency_ms = 200 } = random;
  if (!is_slowness)
    return `${percent(rate)} of the calls to ${simulatorTitles[simulator]} have a random fault.`;
  const share = rate < 1 ? ` for ${percent(rate)} of the calls` : "";
  return `${subject(simulator)} responds up to ${seconds(latency_ms)} late${share}.`;
}

const describeWaiting = ({ waiting_faults }: Conditions): readonly string[] =>
  simulatorNames.flatMap((name) => {
    const calls = waiting_faults[name];
    const title = simulatorTitles[name];
    if (calls === "forever") return [`Calls to ${title} have a fault until it is cleared.`];
    const count = calls === 1 ? "One call" : `${calls} calls`;
    return sentenceIf(calls > 0, `${count} to ${title} will have a fault.`);
  });

function describeWebhooks(webhooks: Conditions["webhooks"]): readonly string[] {
  const { delay_ms, reorder_within_ms, duplicate_rate, drop_rate } = webhooks;
  const { is_paused, paused_count, duplicate_next, drop_next } = webhooks;
  return [
    ...sentenceIf(is_paused, `Webhooks are stopped; ${paused_count} are kept back.`),
    ...sentenceIf(delay_ms > 0, `Webhooks arrive ${seconds(delay_ms)} late.`),
    ...sentenceIf(reorder_within_ms > 0, "Webhooks arrive out of order."),
    ...sentenceIf(duplicate_rate > 0, `${percent(duplicate_rate)} of the webhooks arrive twice.`),
    ...sentenceIf(drop_rate > 0, `${percent(drop_rate)} of the webhooks are lost.`),
    ...sentenceIf(duplicate_next > 0, `The next ${countWebhooks(duplicate_next)} sent twice.`),
    ...sentenceIf(drop_next > 0, `The next ${countWebhooks(drop_next)} lost.`),
  ];
}

const countWebhooks = (count: number): string =>
  count === 1 ? "webhook is" : `${count} webhooks are`;

function describeWebOrder(webOrder: Conditions["web_order"]): readonly string[] {
  const { is_provisioner_reachable, paypal_link, refused_names } = webOrder;
  return [
    ...sentenceIf(!is_provisioner_reachable, "web-order stores each order and then returns 500."),
    ...sentenceIf(paypal_link === "down", "web-order cannot reach PayPal."),
    ...sentenceIf(paypal_link === "other_environment", "web-order queries another PayPal."),
    ...refused_names.map((name) => `web-order rejects the name ${name}.`),
  ];
}

const describeReports = (delayMs: number): readonly string[] =>
  sentenceIf(delayMs > 0, `PayPal's search lists transactions ${duration(delayMs)} late.`);

const describeClock = (offsetMs: number): readonly string[] =>
  sentenceIf(Math.round(offsetMs / minuteMs) > 0, `The clock is ${duration(offsetMs)} ahead.`);

const minuteMs = 60_000;

/** Days, hours and minutes; at least one minute. */
function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  const parts = [
    [Math.floor(minutes / 1_440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ");
}
