import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import { expect, test } from "vitest";

const watchers = 200;

/** Opens an order's stream and disconnects after that time, as a closed tab does. */
async function watchAndLeave(url: string, orderId: string, ms: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(
    `GET /trpc/order.watch?input=${input} HTTP/1.1\r\nhost: billing\r\naccept: text/event-stream\r\n\r\n`,
  );
  await sleep(ms);
  socket.destroy();
}

test("watchers that disconnect at any moment do not crash the server", async () => {
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer();
  const { body } = await consoleCall(server.url, "/order/create", orderInput("watched-briefly"));
  const orderId = body["order_id"] as string;
  // From before the start of the stream until after its first event.
  await Promise.all(
    Array.from({ length: watchers }, (_, index) => watchAndLeave(server.url, orderId, index % 40)),
  );
  const answer = await consoleCall(server.url, "/order/create", orderInput("still-there"));
  expect(answer.status).toBe(200);
  expect(server.log.filter((line) => line.includes("Unhandled"))).toEqual([]);
});
