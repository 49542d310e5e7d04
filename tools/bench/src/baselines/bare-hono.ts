import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { prices } from "./prices.ts";

// Hono routes without middleware: one ignores the query, the other reads the currency as ours does.
const byCurrency = new Map(prices.currencies.map((currency) => [currency as string, prices]));
const app = new Hono();
app.get("/order/prices", (context) => context.json(prices));
app.get("/prices", (context) => context.json(byCurrency.get(context.req.query("currency") ?? "")));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
process.on("SIGTERM", () => process.exit(0));
