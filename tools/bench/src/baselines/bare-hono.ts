import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { prices } from "./prices.ts";

// A Hono route without middleware; it ignores the query.
const app = new Hono();
app.get("/order/prices", (context) => context.json(prices));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
process.on("SIGTERM", () => process.exit(0));
