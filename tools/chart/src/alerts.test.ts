import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { orderStates } from "@onekonsole/billing-contract";
import { isMerchantReason } from "@onekonsole/billing-server/domain/pending-reason";
import { isRefundRefusal } from "@onekonsole/billing-server/domain/refund-refusal";
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { findManifest, readGolden } from "./manifest.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const groups =
  findManifest(readGolden("production"), "PrometheusRule", "web-billing").spec.groups ?? [];
const alerts = groups.flatMap(({ rules = [] }) => rules);
const names = alerts.map(({ alert = "" }) => alert);

// Every source of the server, to look up the names that alerts and the runbook quote.
const server = join(root, "apps/billing-server/src");
const sources = readdirSync(server, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(server, file), "utf8"));
const isLiteral = (text: string): boolean => sources.some((it) => it.includes(`"${text}"`));

/** The text of every node of that kind in a PromQL expression; the kind "⚠" is a parse error. */
function findNodes(expression: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => void (name === kind && found.push(expression.slice(from, to))),
  });
  return found;
}

const findSelectors = (expression: string): string[] => findNodes(expression, "VectorSelector");
const findMetrics = (expression: string): string[] =>
  findSelectors(expression).map((selector) => /^\w+/.exec(selector)?.[0] ?? "");

test.each(alerts)("$alert has a valid expression, a severity and a summary", (alert) => {
  const { expr, labels, annotations } = alert;
  expect(findNodes(String(expr), "⚠")).toEqual([]);
  expect(["critical", "warning"]).toContain(labels?.["severity"]);
  expect(annotations?.["summary"]).toMatch(/^\S.*\.$/);
});

test.each(alerts)("$alert selects metrics of this release only", ({ expr }) => {
  for (const selector of findSelectors(String(expr))) {
    expect(selector).toContain(`namespace="web-billing"`);
    expect(selector).toMatch(/[{,](job|deployment)="web-billing"/);
  }
});

test("BillingOrderTooOld allows an eCheck 6 business days, two weekends and a public holiday", () => {
  const tooOld = alerts.find(({ alert }) => alert === "BillingOrderTooOld");
  const limit = /state="capture_pending"[^)]*\) > (\d+)/.exec(String(tooOld?.expr))?.[1];
  // From early Friday to late Tuesday of the week after next, with a holiday on Monday.
  const fridayToTuesday = 12 * 86_400;
  expect(Number(limit)).toBeGreaterThanOrEqual(fridayToTuesday);
});

describe("the metrics", () => {
  const externalMetrics = ["kube_deployment_status_replicas_available", "up"];
  test("of the alerts are exported by the server", () => {
    const used = new Set(alerts.flatMap(({ expr }) => findMetrics(String(expr))));
    expect([...used]).toEqual(
      expect.arrayContaining(["billing_money_minor_units", ...externalMetrics]),
    );
    for (const name of used) {
      // Metric names for upstream requests are built from the upstream's name.
      const template = name.replace(/^billing_(paypal|web_order)_/, "billing_${prefix}_");
      const found = sources.some(
        (it) => it.includes(`"${name}"`) || it.includes(`\`${template}\``),
      );
      expect(found || externalMetrics.includes(name), name).toBe(true);
    }
  });

  test("have the outcomes that alerts select", () => {
    const outcomes = alerts.flatMap(({ expr }) =>
      [...String(expr).matchAll(/outcome=~?"([^"]+)"/g)].flatMap(([, any = ""]) => any.split("|")),
    );
    expect(outcomes).toEqual(expect.arrayContaining(["given_up", "timeout", "refused"]));
    expect(outcomes.filter((outcome) => !isLiteral(outcome))).toEqual([]);
  });

  test("have the order states that alerts select", () => {
    const states = alerts.flatMap(({ expr }) =>
      [...String(expr).matchAll(/state="(\w+)"/g)].map(([, state]) => state),
    );
    expect(states).toEqual(expect.arrayContaining(["approved", "needs_attention"]));
    for (const state of states) expect(orderStates).toContain(state);
  });
});

describe("the runbook", () => {
  const runbook = readFileSync(join(root, "docs", "runbook.md"), "utf8");
  const findAll = (pattern: RegExp, text = runbook): string[] =>
    [...text.matchAll(pattern)].map(([, found = ""]) => found);
  /** The codes in the first column of the entry's tables. */
  const findTableCodes = (name: string): string[] =>
    findAll(
      /^\| (`[A-Z_]+`.*?) \|/gm,
      entries.find((it) => it.startsWith(`${name}\n`)),
    ).flatMap((cell) => findAll(/`([A-Z_]+)`/g, cell));
  const entries = runbook.split(/^## /m).slice(1);

  test("has one entry per alert, in the same order", () => {
    const headings = entries.map((entry) => entry.split("\n")[0] ?? "");
    expect(headings.filter((heading) => heading.startsWith("Billing"))).toEqual(names);
  });

  test("quotes log messages that the server writes", () => {
    const messages = findAll(/`"msg":"([^"]+)"`/g);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((message) => !isLiteral(message))).toEqual([]);
  });

  test("explains PayPal's reasons that the server distinguishes", () => {
    const held = findTableCodes("BillingPaymentHeld");
    expect(held).toHaveLength(4);
    expect(held.filter((reason) => !isMerchantReason(reason))).toEqual([]);
    const refused = findTableCodes("BillingOrdersNeedAttention");
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.filter((reason) => !isRefundRefusal(reason))).toEqual([]);
  });

  test.each(alerts)("is linked by $alert", ({ alert = "", annotations }) => {
    const url = `https://docs.example.org/onekonsole/billing/runbook#${alert.toLowerCase()}`;
    expect(annotations?.["runbook_url"]).toBe(url);
  });

  test.each(names)("has condition, cause, impact, checks and actions for %s", (name) => {
    const entry = entries.find((it) => it.startsWith(`${name}\n`));
    const paragraphs = [...(entry ?? "").matchAll(/^\*\*(.+?)\.\*\* \S/gm)].map(
      ([, title]) => title,
    );
    expect(paragraphs).toEqual(["Condition", "Cause", "Impact", "Check", "Do"]);
  });
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test.skipIf(!hasPromtool)("each alert fires when it should, according to promtool", () => {
  const folder = mkdtempSync(join(tmpdir(), "alerts-"));
  try {
    const promtool = (command: string, action: string, file: string) =>
      spawnSync("promtool", [command, action, file], { cwd: folder, encoding: "utf8" });
    writeFileSync(join(folder, "rules.json"), JSON.stringify({ groups }));
    expect(promtool("check", "rules", "rules.json")).toMatchObject({ status: 0 });
    // Summaries contain measured values, which these cases do not assert.
    const texts = (key: string, value: unknown) => (key === "annotations" ? undefined : value);
    writeFileSync(join(folder, "rules.json"), JSON.stringify({ groups }, texts));
    copyFileSync(join(import.meta.dirname, "alerts.promtool.yaml"), join(folder, "tests.yaml"));
    const { status, stdout, stderr } = promtool("test", "rules", "tests.yaml");
    expect(status, stdout + stderr).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
