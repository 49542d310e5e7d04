import { expect, test, vi } from "vitest";
import type { BillingError } from "../../domain/billing-error.ts";
import { encodeCursor } from "../../domain/feed-cursor.ts";
import type { PayPalOrderId } from "../../domain/order.ts";
import type { EndpointStore, ListedDispatch, ListedEndpoint } from "../../ports/endpoint-store.ts";
import { operatorCaller } from "../../testing/callers.ts";
import { sampleEndpoints } from "../../testing/sample-endpoints.ts";
import { sampleFeed } from "../../testing/sample-feed.ts";
import { addEndpoint } from "./add-endpoint.ts";
import {
  enableEndpoint,
  removeEndpoint,
  resendEvents,
  rotateEndpointSecret,
} from "./endpoint-acts.ts";
import { listDispatches } from "./list-dispatches.ts";
import { listEndpoints } from "./list-endpoints.ts";

const caller = operatorCaller;
const act = { endpoint_id: "ep-1", reason: "as agreed" };
const recorded = { endpointId: "ep-1", actor: "ada (u-1)", note: "as agreed" };
const own: Partial<EndpointStore> = { find: async () => ({ id: "ep-1", source: "operator" }) };
const configured: Partial<EndpointStore> = {
  find: async () => ({ id: "ep-1", source: "configuration" }),
};
const none: Partial<EndpointStore> = { find: async () => null };

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: BillingError) => error.code,
  );

const url = "https://a.example.org/";

test("adding an endpoint returns its first secret, and stores none", async () => {
  const add = vi.fn<EndpointStore["add"]>(async () => undefined);
  const input = { url, types: ["created"] as const, reason: "as agreed" };
  const added = await addEndpoint(sampleEndpoints({ add }), { caller, input });
  expect(added.endpoint_id).toMatch(/^ep-[0-9a-f]{12}$/);
  expect(added.secret).toBe(`whsec_${added.endpoint_id}.1`);
  const { actor, note } = recorded;
  expect(add.mock.calls).toEqual([
    [
      { id: added.endpoint_id, url, types: ["created"] },
      { actor, note },
    ],
  ]);
});

test("a private address is rejected and names the field; so is each endpoint without a signing key", async () => {
  const deps = sampleEndpoints();
  const input = { url: "https://10.0.0.1/", reason: "as agreed" };
  await expect(addEndpoint(deps, { caller, input })).rejects.toMatchObject({
    code: "invalid_input",
    fields: [{ path: "url", message: "must not be a private address" }],
  });
  const withoutKey = {
    ...sampleEndpoints(own),
    endpointRules: { ...deps.endpointRules, deriveSecret: null },
  };
  const refused = [
    addEndpoint(withoutKey, { caller, input: { url, reason: "as agreed" } }),
    rotateEndpointSecret(withoutKey, { caller, input: act }),
  ];
  for (const work of refused) expect(await codeOf(work)).toBe("signing_key_missing");
});

test("each act names operator and reason", async () => {
  const remove = vi.fn(async () => true);
  const enable = vi.fn(async () => true);
  const rotateSecret = vi.fn(async () => 4);
  const deps = sampleEndpoints({ ...own, remove, enable, rotateSecret });
  const reference = { endpoint_id: "ep-1" };
  expect(await removeEndpoint(deps, { caller, input: act })).toEqual(reference);
  expect(await enableEndpoint(deps, { caller, input: act })).toEqual(reference);
  expect(await rotateEndpointSecret(deps, { caller, input: act })).toEqual({
    ...reference,
    secret: "whsec_ep-1.4",
  });
  await rotateEndpointSecret(deps, { caller, input: { ...act, overlap_hours: 0 } });
  expect(remove.mock.calls).toEqual([[recorded]]);
  expect(enable.mock.calls).toEqual([[recorded]]);
  expect(rotateSecret.mock.calls).toEqual([
    [recorded, 24 * 3_600_000],
    [recorded, 0],
  ]);
});

test("a rotation is refused while the overlap of the last one lasts", async () => {
  const rotateSecret = async () => null;
  const rotate = (parts: Partial<EndpointStore>) =>
    codeOf(
      rotateEndpointSecret(sampleEndpoints({ ...parts, rotateSecret }), { caller, input: act }),
    );
  expect(await rotate(own)).toBe("rotation_not_ended");
  const find = vi.fn(async () => null).mockImplementationOnce(own.find as never);
  expect(await rotate({ find })).toBe("endpoint_not_found");
});

test("an unknown endpoint is not found, and one of the configuration is changed there", async () => {
  const call = { caller, input: act };
  const unknown = sampleEndpoints({ ...none, enable: async () => false });
  for (const verb of [removeEndpoint, enableEndpoint, rotateEndpointSecret, resendEvents])
    expect(await codeOf(verb(unknown, call))).toBe("endpoint_not_found");
  expect(await codeOf(listDispatches(unknown, call))).toBe("endpoint_not_found");
  for (const verb of [removeEndpoint, rotateEndpointSecret])
    expect(await codeOf(verb(sampleEndpoints(configured), call))).toBe("endpoint_configured");
});

test.each([
  [{ cursor: encodeCursor(7n) }, { what: "event", position: 7n }],
  [{ after: encodeCursor(0n) }, { what: "after", position: 0n }],
  [{ dead: true } as const, { what: "dead" }],
])("resending %o is %o, also for an endpoint of the configuration", async (which, resend) => {
  const again = vi.fn(async () => true);
  const deps = sampleEndpoints({ ...configured, resend: again });
  await resendEvents(deps, { caller, input: { ...act, ...which } });
  expect(again.mock.calls).toEqual([[recorded, resend]]);
});

test("resending after a cursor whose events are removed, or behind the last one, is refused", async () => {
  const feed = sampleFeed({ read: async () => ({ kind: "gap", oldest: 9n }) });
  const deps = { ...sampleEndpoints(own), feed };
  const input = { ...act, after: encodeCursor(7n) };
  await expect(resendEvents(deps, { caller, input })).rejects.toMatchObject({
    code: "cursor_expired",
    cursor: encodeCursor(9n),
  });
});

test("a damaged cursor names the field, and an event that the endpoint does not have is not found", async () => {
  const deps = sampleEndpoints({ ...own, resend: async () => false });
  const damaged = "A".repeat(encodeCursor(7n).length);
  const at = (which: object) => resendEvents(deps, { caller, input: { ...act, ...which } });
  for (const path of ["cursor", "after"])
    await expect(at({ [path]: damaged })).rejects.toMatchObject({ fields: [{ path }] });
  await expect(
    listDispatches(deps, { caller, input: { ...act, before: damaged } }),
  ).rejects.toMatchObject({ fields: [{ path: "before" }] });
  expect(await codeOf(at({ cursor: encodeCursor(7n) }))).toBe("endpoint_not_found");
});

const time = new Date("2026-03-01T10:04:00.123Z");

const endpoint: ListedEndpoint = {
  id: "ep-1",
  source: "operator",
  url,
  types: ["created"],
  disabledAs: "gone",
  disabledAt: time,
  pending: 3,
  dead: 1,
  oldestPendingAt: time,
  earlierSecretUntil: null,
  addedAt: time,
};

test("an endpoint is listed with what waits for it", async () => {
  const deps = sampleEndpoints({ list: async () => [endpoint] });
  const { endpoints } = await listEndpoints(deps);
  expect(endpoints).toEqual([
    {
      endpoint_id: "ep-1",
      source: "operator",
      url,
      types: ["created"],
      disabled_as: "gone",
      disabled_time: time.toISOString(),
      has_signing_key: true,
      pending_events: 3,
      dead_events: 1,
      oldest_pending_time: time.toISOString(),
      earlier_secret_until: null,
      added_time: time.toISOString(),
    },
  ]);
});

test("without a signing key, only endpoints of the configuration can sign", async () => {
  const listed = (["operator", "configuration"] as const).map((source) => ({
    ...endpoint,
    source,
  }));
  const deps = sampleEndpoints({ list: async () => listed });
  const endpointRules = { ...deps.endpointRules, deriveSecret: null };
  const { endpoints } = await listEndpoints({ ...deps, endpointRules });
  expect(endpoints.map((it) => it.has_signing_key)).toEqual([false, true]);
});

test("the log of an endpoint is read in pages, the latest event first", async () => {
  const dispatch: ListedDispatch = {
    position: 9n,
    eventId: "A-1",
    type: "created",
    paypalOrderId: "A" as PayPalOrderId,
    state: "pending",
    attempts: 2,
    lastStatus: null,
    lastFailure: "timeout",
    lastAt: time,
    nextAt: time,
  };
  const dispatches = vi.fn<EndpointStore["dispatches"]>(async () => [dispatch]);
  const deps = sampleEndpoints({ ...own, dispatches });
  const page = await listDispatches(deps, {
    caller,
    input: { endpoint_id: "ep-1", limit: 1, before: encodeCursor(10n) },
  });
  expect(dispatches).toHaveBeenCalledWith({
    endpointId: "ep-1",
    state: undefined,
    before: 10n,
    limit: 1,
  });
  expect(page).toEqual({
    dispatches: [
      {
        event_id: "A-1",
        cursor: encodeCursor(9n),
        type: "created",
        order_id: "A",
        state: "pending",
        attempts: 2,
        last_status: null,
        last_failure: "timeout",
        last_time: time.toISOString(),
        next_time: time.toISOString(),
      },
    ],
    next: encodeCursor(9n),
  });
  expect((await listDispatches(deps, { caller, input: act })).next).toBeNull();
});
