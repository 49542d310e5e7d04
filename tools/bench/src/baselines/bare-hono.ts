import { serve } from "@hono/node-server";
import { securityHeaders } from "@onekonsole/billing-server/http/security-headers";
import { Hono } from "hono";
import { prices } from "./prices.ts";

// Hono routes without middleware. The second one sends the service's headers, which cost the client time.
const app = new Hono();
app.get("/order/prices", (context) => context.json(prices));
app.get("/with-headers", (context) => context.json(prices, 200, securityHeaders));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
process.on("SIGTERM", () => process.exit(0));
