import { expect, test } from "vitest";
import { startSandbox } from "../start-sandbox.ts";
import { runCli } from "./run-cli.ts";

/** Runs the command line; `url` is where a sandbox runs. */
async function run(args: readonly string[], url = "http://127.0.0.1:1") {
  const printed: string[] = [];
  const noted: string[] = [];
  const exitCode = await runCli(args, {
    url,
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    stopped: AbortSignal.abort(),
  });
  return { exitCode, printed: printed.join("\n"), noted: noted.join("\n") };
}

test("starts the simulators, and prints one URL a line", async () => {
  const { exitCode, printed } = await run(["--port", "0", "--client-id", "my-client"]);
  expect(exitCode).toBe(0);
  const url = String.raw`http://127\.0\.0\.1:\d+`;
  expect(printed.split("\n")).toEqual([
    expect.stringMatching(`^PayPal +${url} +\\(client my-client, secret sandbox-secret\\)$`),
    expect.stringMatching(`^web-order +${url}/order$`),
    expect.stringMatching(`^issuer +${url}/realms/onekonsole$`),
    expect.stringMatching(`^control API +${url}/_sandbox/openapi.json$`),
  ]);
});

test("performs an operation of the control API, and prints its result as JSON", async () => {
  await using sandbox = await startSandbox();
  const { id } = sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "mine");
  const url = sandbox.controlUrl;
  const refunded = await run(["orders", "refund", id, "--value", "1.00"], url);
  expect(JSON.parse(refunded.printed)).toMatchObject({ id, refunds: [{ status: "COMPLETED" }] });
  await run(["orders", "hold-refunds", "--on"], url);
  expect(sandbox.paypal.refundsStartPending).toBe(true);
  await run(["--url", url, "clock", "advance", "--hours", "3"]);
  expect(sandbox.paypal.clock.offset).toBe(3 * 3_600_000);
  const fault = ["--simulator", "paypal", "--operation", "token", "--kind", '{"status":503}'];
  await run(["faults", "add", ...fault], url);
  expect(sandbox.paypal.faults.waiting).toMatchObject([{ kind: { status: 503 }, times: 1 }]);
});

test("reports what the sandbox rejects", async () => {
  await using sandbox = await startSandbox();
  const unknown = await run(["orders", "approve", "X"], sandbox.controlUrl);
  expect(unknown).toEqual({
    exitCode: 1,
    printed: "",
    noted: "There is no order X at PayPal.",
  });
  const wrong = await run(["clock", "advance", "--hours", "soon"], sandbox.controlUrl);
  expect(wrong).toMatchObject({ exitCode: 1, noted: expect.stringContaining("hours: ") as string });
});

test.each([
  [["orders", "aprove"], 2, "There is no command orders aprove."],
  [["orders", "approve"], 2, "ID is missing."],
  [["orders", "approve", "X", "Y"], 2, "Unexpected argument Y."],
  [["orders", "approve", "X", "--captured"], 2, "Unknown option '--captured'."],
  [["start", "--port", "many"], 2, "--port needs a port number."],
  [["start", "--webhook", "here", "--port", "0"], 2, "--webhook needs a URL."],
  [["--url", "here"], 2, "--url needs a URL."],
  [["clock", "show"], 1, "No sandbox runs at http://127.0.0.1:1."],
])("rejects %j", async (args, exitCode, message) => {
  const result = await run(args);
  expect(result).toMatchObject({ exitCode, noted: expect.stringContaining(message) as string });
});

test("describes all actions, and the arguments of one", async () => {
  expect((await run(["--help"])).printed).toContain("web-order set-paypal-link ");
  const { printed } = await run(["faults", "outage", "--help"]);
  expect(printed.split("\n")).toEqual([
    "Usage: billing-sandbox faults outage",
    "",
    "Makes a simulator unreachable, or ends its outage with `none`.",
    "  --simulator paypal|web_order|issuer  (required)",
    "  --kind refused|unavailable|none  (required)",
  ]);
});
