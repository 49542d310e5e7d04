import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import pg from "pg";
import { expect, inject, test } from "vitest";

// The token of the console's requests.
const userToken = "keycloak-access-token";

const knownSecrets = ({ sandbox }: FlowEnvironment): readonly string[] => {
  const { clientId, clientSecret } = sandbox.paypal;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return [clientSecret, basic, userToken, new URL(inject("databaseServerUrl")).password];
};

function expectNoSecret(environment: FlowEnvironment, output: string): void {
  for (const secret of knownSecrets(environment)) {
    expect(secret.length).toBeGreaterThan(3);
    expect(output).not.toContain(secret);
  }
}

test("a server with failing upstreams logs the failures, and no secret", async () => {
  await using environment = await startFlowEnvironment();
  const { paypal, webOrder } = environment.sandbox;
  const server = await environment.startServer({ log_level: "trace" });
  paypal.faults.add({ operation: "token", kind: { status: 401 } });
  await consoleCall(server.url, "/order/create", orderInput("no-token"));
  paypal.faults.add({ operation: "orders.create", kind: "reset", times: 5 });
  await consoleCall(server.url, "/order/create", orderInput("no-order"));

  const created = await consoleCall(
    server.url,
    `/order/create?access_token=${userToken}`,
    orderInput("logged-cluster"),
  );
  const orderId = created.body["order_id"] as string;
  webOrder.faults.add({ operation: "order.create", kind: { status: 500 } });
  paypal.approve(orderId);
  await consoleCall(server.url, "/order/approve", { order_id: orderId });
  await cutConnections(environment.databaseUrl);
  const settled = await createBillingClient({ url: server.url }).waitUntilSettled(orderId);
  expect(settled.state).toBe("provisioned");
  expect(await server.stop()).toBe(0);

  const output = server.log.join("\n");
  expectNoSecret(environment, output);
  const lines = server.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const messages = lines.map(({ msg }) => msg);
  const expected = [
    "answered",
    "request failed",
    "job postponed",
    "database connection lost",
    "stopped",
  ];
  expect(messages).toEqual(expect.arrayContaining(expected));
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: "delivery settled", order_id: orderId }),
  );
});

/** Closes all connections, as a restart of the database does. */
async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await client.end();
}

/** The log of a server that cannot start. */
const lastWords = ({ startServer }: FlowEnvironment, settings: Record<string, string>) =>
  startServer(settings).then(
    () => "It started.",
    (error: Error) => error.message,
  );

const secretInUrl = "postgres://billing:hunter2@127.0.0.1:1/billing";

test.each([
  ["an unreachable database", { database_url: secretInUrl }, "could not start"],
  ["an invalid variable", { database_url: "hunter2", served_port: "hunter2" }, "database_url"],
])("%s ends the start, with the reason and no secret", async (_, settings, reason) => {
  await using environment = await startFlowEnvironment();
  const ended = await lastWords(environment, settings);
  expect(ended).toContain(reason);
  expect(ended).not.toContain("hunter2");
  expectNoSecret(environment, ended);
});

test("an uncaught error ends the server with a log line that contains no secret", async () => {
  await using environment = await startFlowEnvironment();
  // As soon as the server has a connection.
  const crash = `
    const error = new Error("a mistake of ours");
    error.request = { headers: { authorization: "Digest hunter2" } };
    process.on("newListener", (name) => {
      if (name === "uncaughtException") setImmediate(() => Promise.reject(error));
    });`;
  const NODE_OPTIONS = `--import="data:text/javascript,${encodeURIComponent(crash)}"`;
  const ended = await lastWords(environment, { NODE_OPTIONS });
  const line = /\{.*"crashed".*\}/.exec(ended)?.[0] ?? "";
  expect(JSON.parse(line)).toMatchObject({
    level: 60,
    err: { message: "a mistake of ours", request: { headers: { authorization: "[redacted]" } } },
  });
});

test("log_level sets the lowest level that is logged", async () => {
  await using environment = await startFlowEnvironment();
  const settings = { database_url: secretInUrl, log_level: "error" };
  const ended = await lastWords(environment, settings);
  expect(ended).toContain("could not start");
  expect(ended).not.toContain("stopped");
});
