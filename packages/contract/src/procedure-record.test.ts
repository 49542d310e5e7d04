import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { declarations, type ProcedurePath } from "./procedure-paths.ts";
import { procedureRecord } from "./procedure-record.ts";
import type { ProcedureDeclaration } from "./procedures.ts";

type Access = ProcedureDeclaration["access"];

interface Call {
  readonly path: ProcedurePath;
  readonly access: Access;
  readonly input: unknown;
}

const t = initTRPC.create();

/** The router of the contract; `calls` has what was resolved, and through which builder. */
function createRouter(resolve: (path: ProcedurePath) => unknown = () => null) {
  const calls: Call[] = [];
  const builder = (access: Access) => t.procedure.use(({ next }) => next({ ctx: { access } }));
  const record = procedureRecord<{ ctx: { access: Access }; input: unknown }>({
    builders: {
      public: builder("public"),
      user: builder("user"),
      service: builder("service"),
      operator: builder("operator"),
    },
    resolve: (path, { ctx: { access }, input }) => {
      calls.push({ path, access, input });
      return resolve(path);
    },
  });
  return { calls, record, caller: t.createCallerFactory(t.router(record))({}) };
}

const reference = { order_id: "5O190127TN364715T" };
const act = { ...reference, version: 1, reason: "as agreed" };

/** A valid input for one procedure of each kind and access. */
const inputs: Partial<Record<ProcedurePath, unknown>> = {
  "order.prices": { currency: "EUR" },
  "order.get": reference,
  "order.approve": reference,
  "order.watch": reference,
  "events.list": {},
  "events.watch": {},
  "operator.order": reference,
  "operator.retry": act,
  "operator.money": undefined,
};

describe("the record of a router", () => {
  test("has every declared procedure under its path, of the declared kind", () => {
    const { record } = createRouter();
    const built = Object.entries(record).flatMap(([group, members]) =>
      Object.entries(members).map(
        ([
          name,
          {
            _def: { type },
          },
        ]) => [`${group}.${name}`, type],
      ),
    );
    expect(built).toEqual([...declarations].map(([path, { kind }]) => [path, kind]));
  });

  test.each(Object.entries(inputs))(
    "takes the builder of the access of %s",
    async (path, input) => {
      const { calls, caller } = createRouter();
      const [group = "", name = ""] = path.split(".");
      const callers = caller as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      // The output is not the declared one; here only the call counts.
      await callers[group]?.[name]?.(input).catch(() => undefined);
      const { access } = declarations.get(path) ?? {};
      expect(calls).toEqual([{ path, access, input }]);
    },
  );

  test("validates the input before the resolver is called", async () => {
    const { calls, caller } = createRouter();
    const rejected = caller.order.get({ order_id: "../orders" });
    await expect(rejected).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(calls).toEqual([]);
  });

  test("passes the parsed input on, not the received one", async () => {
    const { calls, caller } = createRouter(() => ({ id: "A", status: "APPROVED" }));
    await caller.order.approve({ ...reference, role: "operator" } as typeof reference);
    expect(calls[0]?.input).toEqual(reference);
  });

  test("returns the declared fields of an output and no others", async () => {
    const { caller } = createRouter(() => ({ id: "A", status: "APPROVED", secret: "s" }));
    expect(await caller.order.approve(reference)).toEqual({ id: "A", status: "APPROVED" });
  });

  test.each(["query", "mutation"] as const)(
    "rejects an undeclared output of a %s",
    async (kind) => {
      const { caller } = createRouter(() => ({ id: "A", status: "PAID" }));
      const call = kind === "query" ? caller.order.get : caller.order.approve;
      await expect(call(reference)).rejects.toBeInstanceOf(TRPCError);
    },
  );

  test("passes the events of a stream on with their ids", async () => {
    const { caller } = createRouter(async function* () {
      yield tracked("1", { version: 1 });
      yield tracked("2", { version: 2 });
    });
    const events: unknown[] = [];
    for await (const event of await caller.order.watch(reference)) events.push(event);
    expect(events).toEqual([tracked("1", { version: 1 }), tracked("2", { version: 2 })]);
  });

  test("fails with what the resolver threw", async () => {
    const { caller } = createRouter(() => {
      throw new TRPCError({ code: "NOT_FOUND" });
    });
    await expect(caller.operator.money()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
