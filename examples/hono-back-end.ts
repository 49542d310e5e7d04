// A back end that orders clusters for its signed-in users: it passes each user's access token on, so
// that the billing service decides what the user may do.
//
//   npm run -s example -- hono-back-end
import { serve } from "@hono/node-server";
import { createBillingClient, isBillingError } from "@onekonsole/billing-client";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { billingUrl } from "./environment.ts";

const { port = "3000" } = process.env;

const billingFor = (context: Context) =>
  createBillingClient({
    url: billingUrl,
    token: context.req.header("authorization")?.replace(/^Bearer /i, "") ?? "",
    // The user's browser waits: less than its own timeout.
    retryForMs: 5_000,
  });

const app = new Hono();

app.post("/clusters", async (context) => {
  const { user_id, name } = await context.req.json<{ user_id: string; name: string }>();
  const { order_id, approve_url } = await billingFor(context).order.create.mutate({
    order_details: {
      user_id,
      cluster_name: name,
      images_storage: 10,
      has_monitoring: false,
      has_alerting: false,
    },
    currency: "EUR",
  });
  return context.json({ order_id, pay_at: approve_url }, 201);
});

app.get("/clusters/:order_id", async (context) => {
  const { order_id } = context.req.param();
  const { state, payment_summary, problem } = await billingFor(context).order.get.query(
    { order_id },
    { signal: context.req.raw.signal },
  );
  return context.json({ order_id, state, payment: payment_summary, problem });
});

app.onError((error, context) => {
  if (!isBillingError(error)) throw error;
  const { code, message, action, requestId, fields, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) context.header("retry-after", `${retryAfterSeconds}`);
  const status = (error.data?.httpStatus ?? 503) as ContentfulStatusCode;
  return context.json({ error: message, code, action, fields, request_id: requestId }, status);
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(port) }, ({ port: listening }) =>
  console.log(`listening on ${listening}`),
);
