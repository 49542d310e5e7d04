import { connect } from "node:net";
import { test } from "vitest";
import { BillingError } from "./domain/billing-error.ts";
import { ingressDoor, serveApp } from "./testing/served-app.ts";
test("x", async () => {
  const admission = { ...ingressDoor.admission, authenticator: { authenticate: async () => { throw new BillingError("unauthenticated"); } } };
  const app = await serveApp({ door: { trustedProxyHops: 0, admission } });
  for (const [input, extra] of [["y.", "expect: 100-continue\r\n"], ["y.", ""], ["%7B%7D", ""], ["%7B%22order_id%22%3A%22X%22%7D", ""]] as const) {
    const socket = connect(app.server.port, "127.0.0.1");
    let text = ""; const t = performance.now();
    socket.on("data", (c) => { text += String(c); console.log(Math.round(performance.now() - t), JSON.stringify(String(c)).slice(0, 700)); });
    socket.write(`GET /trpc/order.watch?input=${input} HTTP/1.1\r\nhost: x\r\n${extra}connection: close\r\n\r\n`);
    await new Promise((r) => { socket.once("close", r); setTimeout(r, 5000); });
    console.log(input, extra, Math.round(performance.now() - t));
    socket.destroy();
  }
});
