import { errorCatalog } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { runInProcess } from "./testing/run-in-process.fixture.ts";
import {
  ScriptedError,
  scriptedCursor,
  startScriptedService,
} from "./testing/scripted-service.fixture.ts";

const commands = [
  "orders",
  "show",
  "retry",
  "refund",
  "close",
  "payments",
  "close-payment",
  "reconcile",
  "money",
];

describe("help", () => {
  test.each([["help"], ["--help"], ["-h"]])("%s lists every command and variable", async (word) => {
    const { exitCode, printed } = await runInProcess([word]);
    expect(exitCode).toBe(0);
    for (const name of [...commands, "billing_url", "billing_client_secret"])
      expect(printed).toMatch(new RegExp(`^ +${name} `, "m"));
  });

  test.each(commands)("for %s starts with its usage and describes --json", async (name) => {
    const { exitCode, printed, noted } = await runInProcess([name, "--help"]);
    expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: "" });
    expect(printed).toMatch(new RegExp(`^Usage: billing ${name} .*--json\\]`));
    expect(printed).toMatch(/^ {2}--json +print the service's response as JSON$/m);
  });
});

const why = ["--why", "as agreed"];

describe("wrong usage ends with exit code 2, names the fault, and sends no request", () => {
  test.each<[string[], string]>([
    [[], "COMMAND is missing."],
    [["pay"], "Unknown command pay."],
    [["orders", "--sate", "captured"], "Unknown option '--sate'."],
    [["orders", "ID"], "Unexpected argument ID."],
    [
      ["orders", "--state", "stuck"],
      "Unknown state stuck: billing orders --help lists the states.",
    ],
    [["orders", "--older", "2"], "--older must be a duration such as 90m or 2h."],
    [["orders", "--limit", "201"], "--limit must be a whole number from 1 to 200."],
    [["orders", "--limit", "0"], "--limit must be a whole number from 1 to 200."],
    [["orders", "--limit", "1e2"], "--limit must be a whole number from 1 to 200."],
    [["show"], "ID is missing."],
    [["show", "ID", "ID2"], "Unexpected argument ID2."],
    [["retry", "ID"], "--why is missing: give a reason of at least 3 characters."],
    [["retry", "ID", "--why", " a "], "--why is missing: give a reason of at least 3 characters."],
    [["retry", ...why], "ID is missing."],
    [
      ["retry", "ID", ...why],
      "The input is not a terminal, so the command cannot be confirmed. Add --yes.",
    ],
    [["refund", "ID", "1.00"], "--why is missing: give a reason of at least 3 characters."],
    [["refund", "ID", "1.234", ...why], "AMOUNT must be a decimal such as 12.50."],
    [
      ["refund", "ID", "1.00", ...why],
      "The input is not a terminal, so the command cannot be confirmed. Add --yes.",
    ],
    [["reconcile", ...why], "--since is missing: give a duration such as 2h, or a time."],
    [
      ["reconcile", "--since", "yesterday", ...why],
      "--since must be a duration such as 2h, or a time such as 2026-11-25 or 2026-11-25T08:00:00Z.",
    ],
    [
      ["reconcile", "--since", "2026-02-31T25:00Z", ...why],
      "--since must be a duration such as 2h, or a time such as 2026-11-25 or 2026-11-25T08:00:00Z.",
    ],
    [["reconcile", "--since", "2h"], "--why is missing: give a reason of at least 3 characters."],
  ])("%j", async (args, fault) => {
    await using service = await startScriptedService({});
    const environment = { billing_url: service.url, billing_token: "t0" };
    const { exitCode, printed, noted } = await runInProcess(args, { environment });
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: "" });
    const [first, second] = noted.split("\n");
    expect(first).toBe(fault);
    expect(second).toMatch(/^Try: billing (\w+ )?--help$/);
    expect(service.calls).toEqual([]);
  });

  test("missing variables are named", async () => {
    const { exitCode, noted } = await runInProcess(["orders"]);
    expect(exitCode).toBe(2);
    expect(noted).toContain("billing_url is not set");
  });
});

describe("a failure is printed as one sentence with its code and request id", () => {
  test.each([
    ["unauthenticated", "The token has expired"],
    ["forbidden", "lacks the operator role"],
    ["not_found", "has no oidc_issuer"],
    ["signing_key_missing", "Set event_signing_key"],
    ["order_not_found", ""],
    ["too_many_requests", ""],
    ["cursor_expired", `The kept events begin after ${scriptedCursor}.`],
    ["internal", ""],
  ] as const)("%s", async (code, hint) => {
    const fail = () => {
      throw new ScriptedError(code);
    };
    await using service = await startScriptedService({ order: fail });
    const environment = { billing_url: service.url, billing_token: "t0" };
    for (const json of [[], ["--json"]]) {
      const { exitCode, printed, noted } = await runInProcess(["show", "A", ...json], {
        environment,
      });
      expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: "" });
      expect(noted).toContain(errorCatalog[code].message);
      expect(noted).toContain(hint);
      expect(noted).toMatch(new RegExp(`^[^\\n]+ \\(${code}, request req-1\\)$`));
    }
  });

  test("an unreachable service", async () => {
    const environment = { billing_url: "http://127.0.0.1:1", billing_token: "t0" };
    const { exitCode, noted } = await runInProcess(["orders"], { environment });
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/Check billing_url\. \(unreachable\)$/);
  });

  test("an issuer that returns no token", async () => {
    const client = { billing_client_id: "ops", billing_client_secret: "hush" };
    const urls = { billing_url: "http://127.0.0.1:1", billing_issuer: "http://127.0.0.1:1" };
    const { exitCode, noted } = await runInProcess(["orders"], {
      environment: { ...urls, ...client },
    });
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/^The issuer returned no access token: /);
  });
});
