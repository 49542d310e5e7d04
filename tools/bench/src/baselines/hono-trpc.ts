import { serve } from "@hono/node-server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { priceRouter } from "./price-router.ts";

// Hono with tRPC's fetch adapter.
const app = new Hono();
app.all("/trpc/*", (context) =>
  fetchRequestHandler({ endpoint: "/trpc", req: context.req.raw, router: priceRouter }),
);
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
process.on("SIGTERM", () => process.exit(0));
