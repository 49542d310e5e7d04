import { randomUUID } from "node:crypto";
import { declarations } from "@onekonsole/billing-contract/schemas";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import pg from "pg";

/** The status and the error code of a response. */
export interface ResponseSummary {
  readonly status: number;
  readonly code: unknown;
}

/** A server that checks tokens, an order of one user, and requests to attack it with. */
export interface SecuredService extends FlowEnvironment {
  readonly server: BillingProcess;
  /** The user id of the order's owner. */
  readonly owner: string;
  readonly orderId: string;
  readonly post: (
    path: string,
    token: string | undefined,
    body: unknown,
  ) => Promise<ResponseSummary>;
  /** Calls a procedure over tRPC; queries have their input in the URL. */
  readonly procedure: (
    name: string,
    token: string | undefined,
    input: unknown,
  ) => Promise<ResponseSummary>;
  /** Everything that an attack could change, in the database and at the upstreams. */
  readonly snapshot: () => Promise<unknown>;
}

/** Starts the server and creates an order as its owner. */
export async function startSecuredService(
  settings: Readonly<Record<string, string>> = {},
): Promise<SecuredService> {
  const stack = new AsyncDisposableStack();
  const environment = stack.use(await startFlowEnvironment());
  const { sandbox, databaseUrl } = environment;
  const server = await environment.startServer({
    oidc_issuer: sandbox.issuer.url,
    oidc_audience: sandbox.issuer.audience,
    ...settings,
  });
  const database = stack.adopt(new pg.Pool({ connectionString: databaseUrl, max: 1 }), (pool) =>
    pool.end(),
  );
  const send = async (path: string, token: string | undefined, body?: unknown) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const json = { "content-type": "application/json" };
    return fetch(server.url + path, { ...request, headers: { ...headers, ...json } });
  };
  const post: SecuredService["post"] = async (path, token, body) =>
    summarize(await send(path, token, body));
  const owner = randomUUID();
  const created = await send(
    "/order/create",
    await sandbox.issuer.tokenFor(owner),
    orderInput("mine", { user_id: owner }),
  );
  const { order_id: orderId } = (await created.json()) as { order_id: string };
  return {
    ...environment,
    server,
    owner,
    orderId,
    post,
    procedure: async (name, token, input) => {
      if (declarations.get(name)?.kind === "mutation") return post(`/trpc/${name}`, token, input);
      const query =
        input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return summarize(await send(`/trpc/${name}${query}`, token));
    },
    snapshot: async () => {
      const { rows: orders } = await database.query("select * from orders order by id");
      const { rows: events } = await database.query("select count(*) from order_events");
      const { rows: receipts } = await database.query("select count(*) from receipts");
      const paypalRequests = sandbox.paypal.requests.filter(({ path }) =>
        path.startsWith("/v2/"),
      ).length;
      return { orders, events, receipts, paypalRequests, delivered: sandbox.webOrder.rows.length };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Reads the error code of a REST or a tRPC response. */
async function summarize(response: Response): Promise<ResponseSummary> {
  const text = await response.text();
  const body = JSON.parse(text) as {
    code?: unknown;
    error?: { data?: { billing_code?: unknown } };
  };
  return { status: response.status, code: body.error?.data?.billing_code ?? body.code };
}
