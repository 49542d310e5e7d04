import { createHash } from "node:crypto";
import { createOrderInputSchema } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { ingress } from "../testing/callers.ts";
import { done, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleOrder, orderAtPayPal } from "../testing/sample-order.ts";
import { createOrder } from "./create-order.ts";

const details = {
  user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
  cluster_name: "blue-lake",
  images_storage: 11,
  has_monitoring: false,
  has_alerting: false,
};
const wish = { order_details: details, currency: "EUR" };
const key = "2f8d1c9e";

function setUp() {
  const store = createMemoryStore();
  const paypal = fakePayPal();
  // As PayPal does: the same request id returns the same order.
  const opened = new Map<string, string>();
  paypal.createOrder.mockImplementation(async ({ orderId }) => {
    const id = opened.get(orderId) ?? `P${opened.size + 1}`;
    opened.set(orderId, id);
    const seen = orderAtPayPal(sampleOrder(), { status: "CREATED" });
    return done({ ...seen, id: id as PayPalOrderId });
  });
  const deps = sampleDependencies({ store, paypal });
  const create = (input: object, header?: string) =>
    createOrder(deps, {
      caller: ingress,
      input: createOrderInputSchema.parse(input),
      idempotencyKey: header,
    });
  return { store, paypal, opened, create };
}

const withKey = (input: object, idempotency_key = key) => ({ ...input, idempotency_key });
const changed = (changes: object) => ({ ...wish, order_details: { ...details, ...changes } });

describe("the same Idempotency-Key", () => {
  test.each<[string, object, string?]>([
    ["in the input", withKey(wish)],
    ["as a header", wish, key],
    ["in both, where the input's counts", withKey(wish), "another"],
  ])("%s returns the same order", async (_, input, header) => {
    const { store, paypal, create } = setUp();
    const first = await create(withKey(wish));
    expect(await create(input, header)).toEqual(first);
    expect(paypal.createOrder).toHaveBeenCalledOnce();
    expect(store.inserted).toHaveLength(1);
  });

  test.each<[string, object]>([
    ["without its amount, which is ignored", { ...wish, amount: "1" }],
    ["with a user id in upper case", changed({ user_id: details.user_id.toUpperCase() })],
    ["with a monitoring storage of 0", changed({ monitoring_storage: 0 })],
    ["with storage for monitoring that is not ordered", changed({ monitoring_storage: 7 })],
    ["with another return URL", { ...wish, return_url: "https://console.example.org/done" }],
    ["in another language", { ...wish, locale: "fr" }],
  ])("and the same details %s are the same order", async (_, again) => {
    const { create, opened } = setUp();
    const first = await create(withKey(wish));
    expect(await create(withKey(again))).toEqual(first);
    expect(opened.size).toBe(1);
  });

  test.each<[string, object]>([
    ["another cluster", changed({ cluster_name: "red-hill" })],
    ["another storage", changed({ images_storage: 12 })],
    ["monitoring", changed({ has_monitoring: true, monitoring_storage: 0 })],
    ["monitoring storage", changed({ has_monitoring: true, monitoring_storage: 7 })],
    ["alerting", changed({ has_alerting: true })],
    ["another currency", { ...wish, currency: "USD" }],
  ])("with %s is rejected, and nothing is created", async (_, other) => {
    const { store, paypal, create } = setUp();
    await create(withKey(wish));
    const error = { code: "idempotency_key_reused" };
    await expect(create(withKey(other))).rejects.toMatchObject(error);
    expect(paypal.createOrder).toHaveBeenCalledOnce();
    expect(store.inserted).toHaveLength(1);
  });

  describe("of an order stored by an earlier release", () => {
    /** Stores the order as that release did: a hash of the seven values, without a version. */
    async function setUpEarlier() {
      const context = setUp();
      const first = await context.create(withKey(wish));
      const { user_id, cluster_name, images_storage } = details;
      const covered = [user_id, cluster_name, images_storage, false, 0, false, "EUR"];
      const fingerprint = createHash("sha256").update(JSON.stringify(covered)).digest("hex");
      const { store } = context;
      store.findFingerprint = () => Promise.resolve({ fingerprint });
      return { ...context, first };
    }

    test("returns that order for the same request", async () => {
      const { create, first, opened } = await setUpEarlier();
      expect(await create(withKey(wish))).toEqual(first);
      expect(opened.size).toBe(1);
    });

    test.each([
      ["another option", changed({ has_alerting: true })],
      ["another currency", { ...wish, currency: "USD" }],
    ])("rejects a request with %s", async (_, other) => {
      const { create } = await setUpEarlier();
      const error = { code: "idempotency_key_reused" };
      await expect(create(withKey(other))).rejects.toMatchObject(error);
    });
  });

  test("stores the fingerprint that the previous release compares, during a rolling update", async () => {
    const { create, store } = setUp();
    await create(withKey(wish));
    const [stored] = store.inserted;
    expect(stored?.order.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of another user is another order", async () => {
    const { create, opened } = setUp();
    const other = changed({ user_id: "1b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31" });
    const answers = [await create(withKey(wish)), await create(withKey(other))];
    expect(answers.map(({ order_id }) => order_id)).toEqual(["P1", "P2"]);
    expect(opened.size).toBe(2);
  });

  test("sent eight times concurrently creates and stores one order", async () => {
    const { store, create, opened } = setUp();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(wish, key)));
    expect(new Set(answers.map(({ order_id }) => order_id))).toEqual(new Set(["P1"]));
    expect(opened.size).toBe(1);
    expect(store.inserted).toHaveLength(1);
  });

  test("sent concurrently for two different requests serves one and rejects the other", async () => {
    const { store, create } = setUp();
    const other = changed({ images_storage: 12 });
    const results = await Promise.allSettled([create(wish, key), create(other, key)]);
    expect(results).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: { code: "idempotency_key_reused" } },
    ]);
    expect(store.inserted).toHaveLength(1);
  });

  test("after a crash between PayPal and our row finds PayPal's order again", async () => {
    const { store, create, opened } = setUp();
    const { insert } = store;
    store.insert = () => Promise.reject(new Error("killed"));
    await expect(create(wish, key)).rejects.toThrow("killed");
    store.insert = insert;
    expect(await create(wish, key)).toMatchObject({ order_id: "P1" });
    expect(opened.size).toBe(1);
    expect(store.inserted).toMatchObject([{ order: { paypalOrderId: "P1" } }]);
  });
});

describe("without an Idempotency-Key", () => {
  test("the same request is another order each time", async () => {
    const { store, create, opened } = setUp();
    await create(wish);
    await create(wish);
    expect(opened.size).toBe(2);
    expect(store.inserted.map(({ order }) => order.fingerprint)).toEqual([null, null]);
  });
});

describe("an Idempotency-Key header", () => {
  test.each(["", "two words", "ключ", "a\tb", "a".repeat(256)])(
    "that is invalid is reported by name: %j",
    async (header) => {
      const { paypal, create } = setUp();
      await expect(create(wish, header)).rejects.toMatchObject({
        code: "invalid_input",
        fields: [
          {
            path: "Idempotency-Key",
            message: "must be 1 to 255 printable characters without spaces",
          },
        ],
      });
      expect(paypal.createOrder).not.toHaveBeenCalled();
    },
  );

  test("of 255 characters is accepted", async () => {
    const { create } = setUp();
    await expect(create(wish, "~".repeat(255))).resolves.toMatchObject({ order_id: "P1" });
  });
});
