import type { Bench } from "./bench.ts";
import { createOrder } from "./create-order.ts";
import { countProvisioned } from "./database/count-provisioned.ts";
import { getJson, postJson } from "./load/call-json.ts";
import { toRow } from "./report/row.ts";
import { billingUpstreams } from "./upstream-settings.ts";

const rounds = { quick: 1, full: 3 };
const orders = 10;
// Long enough that the server is killed while it waits for the capture.
const captureMs = 1_000;

/**
 * From the SIGKILL of a server during its captures until another one, which was idle, has delivered
 * the orders.
 */
export const benchTakeover: Bench = async (environment, size) => {
  const upstreams = await environment.startProgram("upstreams");
  const databaseUrl = await environment.createDatabase("bench_takeover");
  const start = { databaseUrl, settings: billingUpstreams(upstreams) };
  // The one that takes over.
  await environment.startBilling(start);
  await using provisioned = await countProvisioned(databaseUrl);
  const seconds: number[] = [];
  for (let round = 0; round < rounds[size]; round += 1) {
    const victim = await environment.startBilling(start);
    const before = await provisioned.read();
    const ids = await Promise.all(Array.from({ length: orders }, () => createOrder(victim.port)));
    await postJson(upstreams.port, `/delay/${captureMs}`, {});
    const approve = (order_id: string) => postJson(victim.port, "/order/approve", { order_id });
    await Promise.all(ids.map(approve));
    await getJson(upstreams.port, `/captured/${ids[0]}`);
    const killedAt = performance.now();
    await victim.kill();
    await postJson(upstreams.port, "/delay/0", {});
    await provisioned.reaches(before + orders);
    seconds.push((performance.now() - killedAt) / 1000);
  }
  return [
    toRow({
      name: "takeover of 10 orders after kill -9",
      unit: "s",
      rounds: seconds,
      target: { of: "value", limit: 10 },
    }),
  ];
};
