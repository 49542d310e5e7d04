import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { text as read } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";
import { openTerminal } from "./terminal.ts";
import {
  orderSummary,
  ScriptedError,
  type ScriptedService,
  startScriptedService,
  orderDetail,
} from "./testing/scripted-service.fixture.ts";

// By code point, independent of the rule under test: C0, C1 and DEL, soft hyphen, zero width, bidirectional
// controls, separators, BOM, tags, lone surrogates and invisible letters.
const dangerous: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];
const findDangerous = (text: string): string[] =>
  Array.from(text).filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return dangerous.some(([first, last]) => code >= first && code <= last);
  });

const attacks = [
  "\u001b[2J",
  "\u001b]0;title\u0007",
  "\u001b]52;c;cm0gLXJm\u0007",
  "\u009b2J",
  "\u009d0;title\u009c",
  "\u007f",
  "\u202e",
  "\u2066",
  "\u2028",
  "\u2029",
  "\u200b",
  "\ufeff",
  "\u{e0041}",
  "\ud800",
  "\r",
  "\nDone: order X is refunded now.",
];
const foreignText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: "binary" })), { maxLength: 5 })
  .map((parts) => parts.join(""));

/** Appends the next of `texts` to every string of the value, except to `action`, which commands compare. */
function appendTexts(value: unknown, texts: Iterator<string, string>): unknown {
  if (typeof value === "string") return value + texts.next().value;
  if (Array.isArray(value)) return value.map((it) => appendTexts(it, texts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      name === "action" ? held : appendTexts(held, texts),
    ]),
  );
}

function* repeat(texts: readonly string[]): Generator<string, string> {
  for (let at = 0; ; at += 1) yield texts[at % texts.length] ?? "";
}

const refund = {
  id: "R",
  paypal_refund_id: "P",
  amount: null,
  status: "failed",
  kind: "refund",
  failure_reason: "F",
  failed_time: "t",
};
const event = { version: 1, time: "t", event: "e", to_state: "s", caused_by: "c", actor: "a" };
const order = orderDetail({
  pending_reason: "E",
  refunds: [refund as never],
  history: [{ ...event, note: "n", debug_id: "d" } as never],
});
const sums = { captured: "1.00", provisioned: "0.00", refunded: "0.00", reversed: "0.00" };
const ledger = { currency_code: "EUR", ...sums, in_hands: "0.00", unaccounted: "1.00" };
const plain: Readonly<Record<string, unknown>> = {
  orders: { orders: [orderSummary()], next: "more" },
  order,
  retry: orderSummary(),
  refund: orderSummary(),
  close: orderSummary(),
  reconcile: { orders: 7 },
  money: [{ ...ledger, faults: 1, faulty_orders: ["A"] }],
};

let responses = plain;
let failure: string | undefined;
let service: ScriptedService;
beforeAll(async () => {
  const scripted = Object.keys(plain).map((name) => [
    name,
    () => {
      if (failure !== undefined) throw new ScriptedError("not_possible", failure);
      return responses[name];
    },
  ]);
  service = await startScriptedService(Object.fromEntries(scripted) as never);
});
afterAll(() => service[Symbol.asyncDispose]());

/** What a command wrote to the real terminal. */
async function runOnTerminal(args: readonly string[], settings: object = { billing_token: "t0" }) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const environment = { billing_url: service.url, ...settings };
  await run(args, { environment, terminal: openTerminal({ stdin, stdout, stderr }) });
  return { stdout: await read(stdout.end()), stderr: await read(stderr.end()) };
}

const countLines = ({ stdout, stderr }: { stdout: string; stderr: string }) =>
  (stdout + stderr).split("\n").length;

const why = ["--why", "as agreed"];
const commands: string[][] = [
  ["orders"],
  ["show", "A"],
  ["retry", "A", "--yes", ...why],
  ["refund", "A", "--yes", ...why],
  ["close", "A", "--yes", ...why],
  ["reconcile", "--since", "2h", ...why],
  ["money"],
];
const runs = { numRuns: 40 };

describe("texts of the service are escaped and start no line", () => {
  test.each(commands)("in the output of %s", async (...args) => {
    failure = undefined;
    responses = plain;
    const plainLines = countLines(await runOnTerminal(args));
    await fc.assert(
      fc.asyncProperty(fc.array(foreignText, { minLength: 1 }), async (texts) => {
        responses = appendTexts(plain, repeat(texts)) as typeof plain;
        const output = await runOnTerminal(args);
        expect(findDangerous(output.stdout + output.stderr)).toEqual([]);
        expect(countLines(output)).toBe(plainLines);
      }),
      runs,
    );
  });

  test.each(commands)(
    "in the output of %s --json, which parses to the response",
    async (...args) => {
      failure = undefined;
      await fc.assert(
        fc.asyncProperty(fc.array(foreignText, { minLength: 1 }), async (texts) => {
          responses = appendTexts(plain, repeat(texts)) as typeof plain;
          const { stdout, stderr } = await runOnTerminal([...args, "--json"]);
          expect(findDangerous(stdout + stderr)).toEqual([]);
          const procedure = { show: "order" }[args[0] ?? ""] ?? args[0] ?? "";
          expect(JSON.parse(stdout)).toEqual(responses[procedure]);
        }),
        runs,
      );
    },
  );

  test("in an error message", async () => {
    await fc.assert(
      fc.asyncProperty(foreignText, async (message) => {
        failure = message;
        const { stdout, stderr } = await runOnTerminal(["orders"]);
        expect(stdout).toBe("");
        expect(findDangerous(stderr)).toEqual([]);
        expect(stderr).toMatch(/^.*\(not_possible, request req-1\)\n$/);
      }),
      runs,
    );
  });

  test("in a response that does not match the contract", async () => {
    failure = undefined;
    responses = { orders: { orders: "\u001b[2J", next: null } };
    const { stderr } = await runOnTerminal(["orders"]);
    expect(stderr).toMatch(/^The command failed unexpectedly: TypeError: .*\n$/);
  });
});

test("texts of the issuer are escaped and start no line", async () => {
  let description = "";
  const issuer = createServer((request, response) => {
    const url = `http://${request.headers.host ?? ""}`;
    const isDiscovery = request.method === "GET";
    const body = isDiscovery
      ? { issuer: url, token_endpoint: `${url}/token` }
      : { error: "invalid_scope", error_description: description };
    response.writeHead(isDiscovery ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await once(issuer.listen(0, "127.0.0.1"), "listening");
  const { port } = issuer.address() as AddressInfo;
  const client = { billing_client_id: "ops", billing_client_secret: "hush-hush" };
  const settings = { billing_issuer: `http://127.0.0.1:${port}`, ...client };
  await fc.assert(
    fc.asyncProperty(foreignText, async (text) => {
      description = text;
      const { stderr } = await runOnTerminal(["orders"], settings);
      expect(findDangerous(stderr)).toEqual([]);
      expect(stderr).toMatch(/^The issuer returned no access token: .*\n$/);
    }),
    runs,
  );
  issuer.close();
  issuer.closeAllConnections();
});

test("arguments are escaped in error messages", async () => {
  const { stderr } = await runOnTerminal(["\u001b[2J\u202e"]);
  expect(stderr).toMatch(/^Unknown command \\u001b\[2J\\u202e\.\n/);
});
