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
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { named, readGolden } from "./manifest.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const groups = named(readGolden("production"), "PrometheusRule", "web-billing").spec.groups ?? [];
const alerts = groups.flatMap(({ rules = [] }) => rules);
const names = alerts.map(({ alert = "" }) => alert);

/** The text of every node of that kind in an expression; "⚠" is where it can't be parsed. */
function parts(expression: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => void (name === kind && found.push(expression.slice(from, to))),
  });
  return found;
}

const selectorsOf = (expression: string): string[] => parts(expression, "VectorSelector");
const metricsOf = (expression: string): string[] =>
  selectorsOf(expression).map((selector) => /^\w+/.exec(selector)?.[0] ?? "");

test.each(alerts)("$alert can be read: its expression, severity and summary", (alert) => {
  const { expr, labels, annotations } = alert;
  expect(parts(String(expr), "⚠")).toEqual([]);
  expect(["critical", "warning"]).toContain(labels?.["severity"]);
  expect(annotations?.["summary"]).toMatch(/^\S.*\.$/);
});

test.each(alerts)("$alert looks at this release only", ({ expr }) => {
  for (const selector of selectorsOf(String(expr))) {
    expect(selector).toContain(`namespace="web-billing"`);
    expect(selector).toMatch(/[{,](job|deployment)="web-billing"/);
  }
});

test("BillingOrderTooOld leaves an eCheck its 6 business days, two weekends and a public holiday", () => {
  const tooOld = alerts.find(({ alert }) => alert === "BillingOrderTooOld");
  const limit = /state="capture_pending"[^)]*\) > (\d+)/.exec(String(tooOld?.expr))?.[1];
  // From early on a Friday until late on the Tuesday of the week after next, Monday being the holiday.
  const fridayToTuesday = 12 * 86_400;
  expect(Number(limit)).toBeGreaterThanOrEqual(fridayToTuesday);
});

describe("the metrics", () => {
  const notOurs = ["kube_deployment_status_replicas_available", "up"];
  const server = join(root, "apps/billing-server/src");
  const sources = readdirSync(server, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(server, file), "utf8"));
  const saysSo = (word: string): boolean => sources.some((it) => it.includes(`"${word}"`));

  test("that alerts look at are the server's", () => {
    const watched = new Set(alerts.flatMap(({ expr }) => metricsOf(String(expr))));
    expect([...watched]).toEqual(expect.arrayContaining(["billing_money_minor_units", ...notOurs]));
    for (const name of watched) {
      // Names of calls to upstreams are put together from the upstream's.
      const whole = name.replace(/^billing_(paypal|web_order)_/, "billing_${prefix}_");
      const found = sources.some((it) => it.includes(`"${name}"`) || it.includes(`\`${whole}\``));
      expect(found || notOurs.includes(name), name).toBe(true);
    }
  });

  test("come with the outcomes that alerts look for", () => {
    const outcomes = alerts.flatMap(({ expr }) =>
      [...String(expr).matchAll(/outcome=~?"([^"]+)"/g)].flatMap(([, any = ""]) => any.split("|")),
    );
    expect(outcomes).toEqual(expect.arrayContaining(["given_up", "timeout", "refused"]));
    expect(outcomes.filter((outcome) => !saysSo(outcome))).toEqual([]);
  });

  test("name states that orders can be in", () => {
    const states = alerts.flatMap(({ expr }) =>
      [...String(expr).matchAll(/state="(\w+)"/g)].map(([, state]) => state),
    );
    expect(states).toEqual(expect.arrayContaining(["approved", "needs_attention"]));
    for (const state of states) expect(orderStates).toContain(state);
  });
});

describe("the runbook", () => {
  const runbook = readFileSync(join(root, "docs", "runbook.md"), "utf8");
  const entries = runbook.split(/^## /m).slice(1);

  test("has an entry for each alert, in their order, and for nothing else", () => {
    const headings = entries.map((entry) => entry.split("\n")[0] ?? "");
    expect(headings.filter((heading) => heading.startsWith("Billing"))).toEqual(names);
  });

  test.each(alerts)("is where $alert leads", ({ alert = "", annotations }) => {
    const url = `https://docs.example.org/onekonsole/billing/runbook#${alert.toLowerCase()}`;
    expect(annotations?.["runbook_url"]).toBe(url);
  });

  test.each(names)(
    "says of %s what it means, what is at stake, where to look and what to do",
    (name) => {
      const entry = entries.find((it) => it.startsWith(`${name}\n`));
      const paragraphs = [...(entry ?? "").matchAll(/^\*\*(.+?)\.\*\* \S/gm)].map(
        ([, title]) => title,
      );
      expect(paragraphs).toEqual(["Means", "At stake", "Look at", "Do"]);
    },
  );
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test.skipIf(!hasPromtool)("each alert fires when it should, says promtool", () => {
  const folder = mkdtempSync(join(tmpdir(), "alerts-"));
  try {
    const promtool = (command: string, action: string, file: string) =>
      spawnSync("promtool", [command, action, file], { cwd: folder, encoding: "utf8" });
    writeFileSync(join(folder, "rules.json"), JSON.stringify({ groups }));
    expect(promtool("check", "rules", "rules.json")).toMatchObject({ status: 0 });
    // The texts hold figures that are not what is tested.
    const texts = (key: string, value: unknown) => (key === "annotations" ? undefined : value);
    writeFileSync(join(folder, "rules.json"), JSON.stringify({ groups }, texts));
    copyFileSync(join(import.meta.dirname, "alerts.promtool.yaml"), join(folder, "tests.yaml"));
    const { status, stdout, stderr } = promtool("test", "rules", "tests.yaml");
    expect(status, stdout + stderr).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
