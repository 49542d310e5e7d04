import type { AppOutputs } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.fixture.ts";
import { startScriptedService } from "../testing/scripted-service.fixture.ts";

type Outputs = AppOutputs["operator"];

/** What a command printed, and the calls that the service received. */
async function run(args: string[], handlers: Parameters<typeof startScriptedService>[0]) {
  await using service = await startScriptedService(handlers);
  const environment = { billing_url: service.url, billing_token: "t0" };
  const result = await runInProcess(args, { environment });
  return { ...result, calls: service.calls.map(({ procedure, input }) => ({ procedure, input })) };
}

const time = "2026-03-01T10:04:00.000Z";
const endpoint: Outputs["endpoints"]["endpoints"][number] = {
  endpoint_id: "ep-1",
  source: "operator",
  url: "https://a.example.org/",
  types: null,
  disabled_as: null,
  disabled_time: null,
  has_signing_key: true,
  pending_events: 3,
  dead_events: 0,
  oldest_pending_time: time,
  earlier_secret_until: null,
  added_time: time,
};

test("endpoints are listed; the exit code is 1 if one needs an operator", async () => {
  const list = (changes: Partial<typeof endpoint>) => ({
    endpoints: () => ({ endpoints: [{ ...endpoint, ...changes }] }),
  });
  const { printed, exitCode } = await run(["endpoints"], list({}));
  expect(printed).toMatch(
    /^ep-1 +operator +enabled +3 +2026-03-01T10:04:00\.000Z +0 +all +https:/m,
  );
  expect(exitCode).toBe(0);
  expect((await run(["endpoints"], list({ dead_events: 1 }))).exitCode).toBe(1);
  expect((await run(["endpoints"], list({ disabled_as: "gone" }))).exitCode).toBe(1);
  const keyless = await run(["endpoints"], list({ has_signing_key: false }));
  expect(keyless.printed).toMatch(/^ep-1 +operator +no key +3 /m);
  expect(keyless.exitCode).toBe(1);
  const none = { endpoints: () => ({ endpoints: [] }) };
  expect((await run(["endpoints"], none)).printed).toBe("No endpoints.");
  const json = await run(["endpoints", "--json"], list({}));
  expect(JSON.parse(json.printed)).toEqual({ endpoints: [endpoint] });
});

test("the events of an endpoint are listed in pages", async () => {
  const dispatch: Outputs["dispatches"]["dispatches"][number] = {
    event_id: "A-1",
    cursor: "abc",
    type: "created",
    order_id: "A",
    state: "pending",
    attempts: 2,
    last_status: 503,
    last_failure: "status",
    last_time: time,
    next_time: time,
  };
  const handlers = { dispatches: () => ({ dispatches: [dispatch], next: "abc" }) };
  const args = ["dispatches", "ep-1", "--state", "pending", "--limit", "1", "--before", "xyz"];
  const { printed, calls } = await run(args, handlers);
  expect(calls).toEqual([
    {
      procedure: "dispatches",
      input: { endpoint_id: "ep-1", state: "pending", limit: 1, before: "xyz" },
    },
  ]);
  expect(printed).toMatch(/^A-1 +created +pending +2 +503 +status /m);
  expect(printed).toMatch(/\nMore: --before abc$/);
  expect((await run(["dispatches", "ep-1", "--state", "lost"], {})).exitCode).toBe(2);
});

const why = ["--why", "as agreed"];
const reason = "as agreed";
const secret = () => ({ endpoint_id: "ep-1", secret: "whsec_abc" });
const reference = () => ({ endpoint_id: "ep-1" });

test.each<[string[], string, object, string]>([
  [
    ["add-endpoint", "https://a.example.org/", "--types", "created,closed"],
    "addEndpoint",
    { url: "https://a.example.org/", types: ["created", "closed"] },
    "Secret: whsec_abc",
  ],
  [
    ["rotate-secret", "ep-1", "--overlap", "0"],
    "rotateEndpointSecret",
    { endpoint_id: "ep-1", overlap_hours: 0 },
    "Secret: whsec_abc",
  ],
  [["remove-endpoint", "ep-1"], "removeEndpoint", { endpoint_id: "ep-1" }, "is removed"],
  [["enable-endpoint", "ep-1"], "enableEndpoint", { endpoint_id: "ep-1" }, "is enabled"],
  [["resend", "ep-1", "--dead"], "resendEvents", { endpoint_id: "ep-1", dead: true }, "sent"],
  [
    ["resend", "ep-1", "--event", "abc"],
    "resendEvents",
    { endpoint_id: "ep-1", cursor: "abc" },
    "sent",
  ],
  [
    ["resend", "ep-1", "--after", "abc"],
    "resendEvents",
    { endpoint_id: "ep-1", after: "abc" },
    "sent",
  ],
])("billing %j calls %s", async (args, procedure, input, text) => {
  const respond = /add|rotate/.test(procedure) ? secret : reference;
  const { calls, printed, exitCode } = await run([...args, ...why], { [procedure]: respond });
  expect(calls).toEqual([{ procedure, input: { ...input, reason } }]);
  expect(printed).toContain(text);
  expect(exitCode).toBe(0);
  const withoutReason = await run(args, {});
  expect(withoutReason).toMatchObject({ exitCode: 2, calls: [] });
});

test.each([[[]], [["--dead", "--after", "abc"]]])(
  "resend needs exactly one choice, not %j",
  async (choice) => {
    expect(await run(["resend", "ep-1", ...choice, ...why], {})).toMatchObject({
      exitCode: 2,
      calls: [],
    });
  },
);
