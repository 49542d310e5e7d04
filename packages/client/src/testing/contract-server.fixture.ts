import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type BillingErrorShape,
  type ErrorCode,
  errorCatalog,
  type ProcedurePath,
} from "@onekonsole/billing-contract";
import { procedureRecord, type ValidInput } from "@onekonsole/billing-contract/schemas";
import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { OrderUpdate } from "../wait-until-settled.ts";
import { sampleOrder } from "./sample-order.fixture.ts";

const nextPage: Readonly<Record<string, string>> = {
  FIRST: "SECONDPAGE000001",
  SECONDPAGE000001: "THIRDPAGE000001",
};

/** The only order of this server; unknown until its first update is published. */
export const knownOrderId = "5O190127TN364715T";
/** An order whose query never gets a response. */
export const silentOrderId = "SILENT";

interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** The contract's procedures over real HTTP, with the responses that a test sets. */
export interface ContractServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The number of open streams. */
  readonly watching: number;
  /** Sends the order's next update, with the next version. */
  publish(state: OrderUpdate["state"], settled?: boolean): void;
  /** Rejects one more stream, with a Retry-After if one is given. Rejections form a queue. */
  refuseNext(code: ErrorCode, retryAfterSeconds?: number): void;
  /** Rejects every call of a procedure; undefined ends that. */
  refuse(path: ProcedurePath, code: ErrorCode | undefined): void;
  /** Closes every connection, as a restart or a proxy does. */
  cut(): void;
}

interface Life {
  readonly faults: Map<ProcedurePath, ErrorCode | undefined>;
  watching: number;
  readonly updates: OrderUpdate[];
  readonly refusals: Fault[];
  readonly changes: EventEmitter;
}

/** An error of the catalog, as the service throws it. */
class Fault extends TRPCError {
  readonly billingCode: ErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(billingCode: ErrorCode, retryAfterSeconds?: number) {
    const { trpc: code, message } = errorCatalog[billingCode];
    super({ code, message });
    this.billingCode = billingCode;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const t = initTRPC.create({
  errorFormatter: ({ error, shape }): BillingErrorShape => {
    const billing_code = error instanceof Fault ? error.billingCode : "invalid_input";
    const { trpc: code, status: httpStatus, action, message } = errorCatalog[billing_code];
    const fields =
      billing_code === "invalid_input" ? [{ path: "currency", message: "is required" }] : [];
    const data = { code, httpStatus, billing_code, action, request_id: "req-1", fields };
    const seconds = error instanceof Fault ? error.retryAfterSeconds : undefined;
    const retry = seconds === undefined ? {} : { retry_after_seconds: seconds };
    return { message, code: shape.code, data: { ...data, ...retry } };
  },
});

type Answers = { readonly [Path in ProcedurePath]?: (options: Options<Path>) => unknown };

interface Options<Path extends ProcedurePath> {
  readonly input: ValidInput<Path>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The output of each procedure, validated by the contract; a procedure without one is forbidden.
 */
const answersFrom = (life: Life): Answers => ({
  "order.prices": () => ({
    basic: 20,
    img_storage_price_unit: 1,
    monitoring_option: 5,
    monitoring_storage_price_unit: 1,
    alerting_option: 5,
    currencies: ["USD", "EUR"],
    vat: { country: "FR", rate: "20", included: true, reason: null },
    seller: null,
  }),
  "order.create": () => ({ order_id: knownOrderId, status: "CREATED", approve_url: null }),
  "order.approve": ({ input }) => ({ id: input.order_id, status: "APPROVED" }),
  "order.get": ({ input }) => {
    if (input.order_id === silentOrderId) return new Promise<never>(() => undefined);
    const update = life.updates.at(-1);
    if (!update || input.order_id !== knownOrderId) throw new Fault("order_not_found");
    return { ...sampleOrder, state: update.state, version: update.version };
  },
  // Three pages without orders.
  "order.list": ({ input }) => ({ orders: [], next: nextPage[input?.after ?? "FIRST"] ?? null }),
  "order.watch": (options) => streamUpdates(life, options),
  "operator.orders": () => ({ orders: [], next: null }),
  "operator.money": () => [],
});

async function* streamUpdates(life: Life, { input, signal }: Options<"order.watch">) {
  const refusal = life.refusals.shift();
  if (refusal) throw refusal;
  if (input.order_id !== knownOrderId) throw new Fault("order_not_found");
  life.watching += 1;
  try {
    for (let seen = Number(input.lastEventId ?? 0); ;) {
      for (const update of life.updates.slice(seen)) {
        seen = update.version;
        yield tracked(String(seen), update);
        if (update.settled) return;
      }
      await once(life.changes, "change", signal ? { signal } : {});
    }
  } finally {
    life.watching -= 1;
  }
}

/** Every procedure of the contract, without access control. */
function createRouter(life: Life) {
  const { procedure } = t;
  const answers = answersFrom(life);
  return t.router(
    procedureRecord<Options<never>>({
      builders: { public: procedure, user: procedure, service: procedure, operator: procedure },
      resolve: (path, options) => {
        const fault = life.faults.get(path);
        if (fault) throw new Fault(fault);
        const answer = answers[path];
        if (!answer) throw new Fault("forbidden");
        return answer(options);
      },
    }),
  );
}

/** Starts the server on a free loopback port; disposing closes open connections. */
export async function startContractServer(): Promise<ContractServer> {
  const life: Life = {
    faults: new Map(),
    watching: 0,
    updates: [],
    refusals: [],
    changes: new EventEmitter(),
  };
  const requests: SeenRequest[] = [];
  const handle = createHTTPHandler({ router: createRouter(life), basePath: "/trpc/" });
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    handle(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get watching() {
      return life.watching;
    },
    publish: (state, settled = false) => {
      const version = life.updates.length + 1;
      const time = "2026-03-01T10:00:00.000Z";
      const sound = { problem: null, problem_code: null };
      life.updates.push({ order_id: knownOrderId, version, state, settled, ...sound, time });
      life.changes.emit("change");
    },
    refuseNext: (code, seconds) => void life.refusals.push(new Fault(code, seconds)),
    refuse: (path, code) => void life.faults.set(path, code),
    cut: () => server.closeAllConnections(),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
