import { describe, expect, test } from "vitest";
import { Refused, startScriptedService } from "./testing/scripted-service.fixture.ts";
import { typed } from "./testing/typed-command.fixture.ts";

const commands = ["orders", "show", "retry", "refund", "reconcile", "money"];

describe("help", () => {
  test.each([["help"], ["--help"], ["-h"]])("%s names every command and setting", async (word) => {
    const { exitCode, printed } = await typed([word]);
    expect(exitCode).toBe(0);
    for (const name of [...commands, "billing_url", "billing_client_secret"])
      expect(printed).toMatch(new RegExp(`^ +${name} `, "m"));
  });

  test.each(commands)("of %s begins with how it is used and explains --json", async (name) => {
    const { exitCode, printed, noted } = await typed([name, "--help"]);
    expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: "" });
    expect(printed).toMatch(new RegExp(`^Usage: billing ${name} .*--json\\]`));
    expect(printed).toMatch(/^ {2}--json +what the service answered$/m);
  });
});

const why = ["--why", "as agreed"];

describe("wrong usage ends with 2, says what is wrong, and asks the service nothing", () => {
  test.each<[string[], string]>([
    [[], "Which command?"],
    [["pay"], "There is no command pay."],
    [["orders", "--sate", "captured"], "Unknown option '--sate'."],
    [["orders", "ID"], "ID is too much."],
    [["orders", "--state", "stuck"], "There is no state stuck."],
    [["orders", "--older", "2"], "--older must be a duration such as 90m or 2h."],
    [["orders", "--limit", "201"], "--limit must be a whole number from 1 to 200."],
    [["orders", "--limit", "0"], "--limit must be a whole number from 1 to 200."],
    [["orders", "--limit", "1e2"], "--limit must be a whole number from 1 to 200."],
    [["show"], "ID is missing."],
    [["show", "ID", "ID2"], "ID2 is too much."],
    [["retry", "ID"], "--why is missing: say why, for the audit trail."],
    [["retry", "ID", "--why", " a "], "--why is missing: say why, for the audit trail."],
    [["retry", ...why], "ID is missing."],
    [["retry", "ID", ...why], "There is nobody to ask: add --yes to do it unasked."],
    [["refund", "ID", "1.00"], "--why is missing: say why, for the audit trail."],
    [["refund", "ID", "1.234", ...why], "AMOUNT must be a decimal such as 12.50."],
    [["refund", "ID", "1.00", ...why], "There is nobody to ask: add --yes to do it unasked."],
    [["reconcile", ...why], "--since is missing: 2h or a time, for instance."],
    [
      ["reconcile", "--since", "yesterday", ...why],
      "--since must be 2h, 2026-11-25 or 2026-11-25T08:00:00Z, for instance.",
    ],
    [
      ["reconcile", "--since", "2026-02-31T25:00Z", ...why],
      "--since must be 2h, 2026-11-25 or 2026-11-25T08:00:00Z, for instance.",
    ],
    [["reconcile", "--since", "2h"], "--why is missing: say why, for the audit trail."],
  ])("%j", async (args, fault) => {
    await using service = await startScriptedService({});
    const environment = { billing_url: service.url, billing_token: "t0" };
    const { exitCode, printed, noted } = await typed(args, { environment });
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: "" });
    const [first, second] = noted.split("\n");
    expect(first).toBe(fault);
    expect(second).toMatch(/^Try: billing (\w+ )?--help$/);
    expect(service.calls).toEqual([]);
  });

  test("settings that are missing", async () => {
    const { exitCode, noted } = await typed(["orders"]);
    expect(exitCode).toBe(2);
    expect(noted).toContain("billing_url is not set");
  });
});

describe("what fails is told in a sentence with its code and the request to quote", () => {
  test.each([
    ["unauthenticated", /token is over/],
    ["forbidden", /lacks the operators' role/],
    ["not_found", /oidc_issuer/],
    ["order_not_found", /no such order/],
    ["too_many_requests", /try again/],
    ["internal", /wrong on our side/],
  ] as const)("%s", async (code, hint) => {
    const refuse = () => {
      throw new Refused(code);
    };
    await using service = await startScriptedService({ order: refuse });
    const environment = { billing_url: service.url, billing_token: "t0" };
    for (const json of [[], ["--json"]]) {
      const { exitCode, printed, noted } = await typed(["show", "A", ...json], { environment });
      expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: "" });
      expect(noted).toMatch(hint);
      expect(noted).toMatch(new RegExp(`^[^\\n]+ \\(${code}, request req-1\\)$`));
    }
  });

  test("a service that nobody reaches", async () => {
    const environment = { billing_url: "http://127.0.0.1:1", billing_token: "t0" };
    const { exitCode, noted } = await typed(["orders"], { environment });
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/can't be reached .*\(unreachable\)$/);
  });

  test("an issuer that gives no token", async () => {
    const client = { billing_client_id: "ops", billing_client_secret: "hush" };
    const urls = { billing_url: "http://127.0.0.1:1", billing_issuer: "http://127.0.0.1:1" };
    const { exitCode, noted } = await typed(["orders"], { environment: { ...urls, ...client } });
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/^The issuer gave no token: /);
  });
});
