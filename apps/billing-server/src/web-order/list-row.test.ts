import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { answerJson, type FaultyAnswer } from "../testing/faulty-server.ts";
import {
  listing,
  lookUpAt,
  listedOrder,
  rowsTo,
  wanted,
  wantedOrder,
} from "../testing/web-order-lists.ts";

/** web-order's lists: a user's own, and all orders. */
const twoLists =
  (own: unknown, whole: unknown): FaultyAnswer =>
  async (request: IncomingMessage, response) => {
    const isOwn = (await text(request)).includes("user_id");
    answerJson(response, 200, isOwn ? own : whole);
  };

const noPayPalOrder = { id: "", intent: "", status: "", purchase_units: null, create_time: "" };
const wrapped = (row: unknown, paypal_order: object = noPayPalOrder) => ({
  app_order: row,
  paypal_order,
});

describe("a list of one user, whose rows contain PayPal's orders", () => {
  const own = { id: 7, paypal_id: wanted };

  test.each<[string, unknown]>([
    ["that PayPal shows", [wrapped(own, { id: wanted, status: "COMPLETED" })]],
    ["that PayPal does not show", [wrapped(own)]],
    ["among others", [wrapped(listedOrder(1)), wrapped(own), wrapped(listedOrder(2))]],
    ["next to a row of another shape", [null, wrapped(own), { order: 7 }]],
    ["under another name", [{ order: own }]],
    ["with its id as text", [wrapped({ ...own, id: "7" })]],
  ])("shows an order %s", async (_, list) => {
    const { lookup, requested } = await lookUpAt(twoLists(list, []));
    expect(lookup).toEqual({ kind: "found", webOrderId: 7 });
    expect(requested).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ["without an id", [wrapped({ paypal_id: wanted })]],
    ["with a wrong id", [wrapped({ id: -1, paypal_id: wanted })]],
    ["only with PayPal's fields", [wrapped(null, { id: wanted })]],
  ])("shows that an order arrived, %s", async (_, list) => {
    const { lookup } = await lookUpAt(twoLists(list, []));
    expect(lookup).toEqual({ kind: "found", webOrderId: null });
  });

  test.each([[null], [[]], [[wrapped(listedOrder(1))]], [[listedOrder(1)]]])(
    "shows that an order did not arrive: %j",
    async (list) => {
      const { lookup, requested } = await lookUpAt(twoLists(list, [{ id: 7, paypal_id: wanted }]));
      expect(lookup).toEqual({ kind: "absent" });
      expect(requested).toHaveLength(1);
    },
  );

  test("is scanned over all its pages", async () => {
    const rows = Array.from({ length: 25 }, (_, index) => wrapped(listedOrder(index + 1)));
    const { lookup, requested } = await lookUpAt(listing(rows));
    expect(lookup).toEqual({ kind: "absent" });
    expect(requested).toHaveLength(3);
  });

  test("may have a row in another shape where two pages overlap", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => wrapped(listedOrder(index + 1)));
    rows[9] = wrapped({ cluster_name: "another" });
    expect((await lookUpAt(listing(rows))).lookup).toEqual({ kind: "absent" });
  });
});

describe("a row without a readable PayPal id", () => {
  const { user_id, cluster_name } = wantedOrder.details;
  const illegible: unknown[] = [
    null,
    7,
    "row",
    [],
    {},
    { id: 1 },
    { id: 1, paypal_id: "" },
    { id: 1, paypal_id: 5 },
    { id: 1, paypal_id: null, user_id, cluster_name },
    wrapped(null),
    wrapped({ id: 1, user_id: user_id.toUpperCase(), cluster_name }),
  ];

  test.each(illegible)("may be the order, so absence is not proved: %j", async (row) => {
    const { lookup } = await lookUpAt((_, response) =>
      answerJson(response, 200, [listedOrder(2), row]),
    );
    expect(lookup).toEqual({
      kind: "unknown",
      reason: expect.stringContaining("an unreadable row that may be this order"),
    });
  });

  test.each(illegible)(
    "does not matter if the list of all orders has each row: %j",
    async (row) => {
      const absent = await lookUpAt(twoLists([row], rowsTo(3)));
      expect(absent.lookup).toEqual({ kind: "absent" });
      expect(absent.requested).toHaveLength(2);
      const found = await lookUpAt(twoLists([row], [{ id: 7, paypal_id: wanted }]));
      expect(found.lookup).toEqual({ kind: "found", webOrderId: 7 });
    },
  );

  test.each<[string, unknown]>([
    ["of another cluster", { id: 1, user_id, cluster_name: "another" }],
    ["of another user", { id: 1, user_id: "another", cluster_name }],
    ["with another id at PayPal", wrapped({ id: 1 }, { id: "P9" })],
  ])("is another order's if it is %s", async (_, row) => {
    const { lookup } = await lookUpAt((_request, response) => answerJson(response, 200, [row]));
    expect(lookup).toEqual({ kind: "absent" });
  });

  test("is reported with web-order's id, for the operator who checks it", async () => {
    const rows = [{ id: 31, cluster_name }];
    const { lookup } = await lookUpAt((_, response) => answerJson(response, 200, rows));
    expect(lookup).toMatchObject({ reason: expect.stringContaining("id 31") });
  });
});
