// Who is refused at which door. Beside it: foreign orders and streams in foreign-order.test.ts, a flood of
// wrong tokens in flood.test.ts, oversized and slow senders in hard-edges.test.ts, webhooks in
// forged-webhooks.test.ts.
import { randomUUID } from "node:crypto";
import { type TokenForgery, tokenForgeries } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderOf } from "../console.ts";
import { declared, type Door, openDoor } from "./door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const reference = () => ({ order_id: door.orderId });
const act = () => ({ ...reference(), version: 1, reason: "because I can" });

const wish = (name: string) => orderOf(name, { user_id: door.owner });

/** What each procedure is called with that is not for everybody. */
const inputs: Readonly<Record<string, () => object | undefined>> = {
  "order.create": () => wish("x1"),
  "order.approve": reference,
  "order.get": reference,
  "operator.orders": () => ({}),
  "operator.order": reference,
  "operator.retry": act,
  "operator.refund": act,
  "operator.close": act,
  "operator.reconcile": () => ({ since: "2026-01-01T00:00:00Z", reason: "because I can" }),
  "operator.money": () => undefined,
};

type Call = (token: string | undefined) => ReturnType<Door["post"]>;

/** Every way in that is not for everybody, by the contract; streams are in foreign-order.test.ts. */
const calls: readonly (readonly [string, Call])[] = [...declared]
  .filter(([, { access, kind }]) => access !== "public" && kind !== "subscription")
  .flatMap(([name, { rest }]) => {
    const input = inputs[name];
    if (!input) throw new Error(`Say with what ${name} is to be tried.`);
    const byName: Call = (token) => door.procedure(name, token, input());
    const byRoute: Call = (token) => door.post(rest?.path ?? "", token, input());
    return [[name, byName] as const, ...(rest ? [[`POST ${rest.path}`, byRoute] as const] : [])];
  });

const forgeries = Object.entries(tokenForgeries) as [TokenForgery, string][];

describe.each(calls)("%s", (_, call) => {
  test("refuses a caller without a token, and changes nothing", async () => {
    const before = await door.standing();
    expect(await call(undefined)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await door.standing()).toEqual(before);
  });

  test.each(forgeries)("refuses a token with %s (%s), and changes nothing", async (forgery) => {
    const before = await door.standing();
    const token = await door.sandbox.issuer.forgedToken(forgery, door.owner);
    expect(await call(token)).toEqual({ status: 401, code: "unauthenticated" });
    expect(await door.standing()).toEqual(before);
  });
});

describe("somebody else", () => {
  const stranger = () => door.sandbox.issuer.tokenFor(randomUUID());
  const unknown = { order_id: "0UNKNOWN000000000" };

  test.each(["order.get", "order.approve"])(
    "gets of %s what an unknown order gets",
    async (name) => {
      const before = await door.standing();
      const token = await stranger();
      const foreign = await door.procedure(name, token, reference());
      expect(foreign).toEqual({ status: 404, code: "order_not_found" });
      expect(await door.procedure(name, token, unknown)).toEqual(foreign);
      expect(await door.standing()).toEqual(before);
    },
  );

  test("can't approve it by REST either", async () => {
    const before = await door.standing();
    const foreign = await door.post("/order/approve", await stranger(), reference());
    expect(foreign).toEqual({ status: 404, code: "order_not_found" });
    expect(await door.standing()).toEqual(before);
  });

  test("can't watch it: the stream says what it says of an unknown order", async () => {
    const token = await stranger();
    const texts = [reference(), unknown].map(async (input) => {
      const query = encodeURIComponent(JSON.stringify(input));
      const response = await fetch(`${door.server.url}/trpc/order.watch?input=${query}`, {
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      });
      const text = await response.text();
      return `${response.status} ${text.replaceAll(/"request_id":"[^"]*"/g, "")}`;
    });
    const [foreign, none] = await Promise.all(texts);
    expect(foreign).toContain("order_not_found");
    expect(foreign).toBe(none);
  });

  test("can't order in the owner's name", async () => {
    const before = await door.standing();
    expect(await door.post("/order/create", await stranger(), wish("x2"))).toEqual({
      status: 403,
      code: "forbidden",
    });
    expect(await door.standing()).toEqual(before);
  });

  test.each(calls.filter(([name]) => name.startsWith("operator.")))(
    "is no operator: %s",
    async (_, call) => {
      const before = await door.standing();
      for (const token of [await stranger(), await door.sandbox.issuer.serviceToken()])
        expect(await call(token)).toEqual({ status: 403, code: "forbidden" });
      expect(await door.standing()).toEqual(before);
    },
  );
});

test("an operator looks at everybody's order, and a service acts for everybody", async () => {
  const { issuer } = door.sandbox;
  const operator = await issuer.operatorToken();
  expect(await door.procedure("operator.order", operator, reference())).toMatchObject({
    status: 200,
  });
  expect(await door.procedure("order.get", operator, reference())).toMatchObject({ status: 200 });
  const service = await issuer.serviceToken();
  expect(await door.procedure("order.get", service, reference())).toMatchObject({ status: 200 });
});
