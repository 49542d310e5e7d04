import http from "node:http";
import {
  CheckoutPaymentIntent,
  Client,
  Environment,
  LogLevel,
  OrdersController,
} from "@paypal/paypal-server-sdk";
import express from "express";
import { listen } from "../programs/listen.ts";
import { clientId, clientSecret, paypalUrl } from "./upstream-environment.ts";

// PayPal's SDK for servers in Express, configured as in PayPal's sample: it stores nothing. The SDK's
// hosts are fixed, so the transport of its HTTP client sends the requests to `paypal_url`.
const { hostname, port } = new URL(paypalUrl);
const transport = {
  request: (options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) =>
    http.request(
      { ...options, protocol: "http:", hostname, port, agent: http.globalAgent },
      onResponse,
    ),
};
const client = new Client({
  clientCredentialsAuthCredentials: { oAuthClientId: clientId, oAuthClientSecret: clientSecret },
  timeout: 0,
  environment: Environment.Sandbox,
  logging: {
    logLevel: LogLevel.Info,
    logRequest: { logBody: true },
    logResponse: { logHeaders: true },
  },
  unstable_httpClientOptions: { transport },
});
const orders = new OrdersController(client);

const app = express();
app.use(express.json());
app.post("/order/create", async (_request, response) => {
  const { result } = await orders.createOrder({
    body: {
      intent: CheckoutPaymentIntent.Capture,
      purchaseUnits: [{ amount: { currencyCode: "USD", value: "31.00" } }],
    },
    prefer: "return=minimal",
  });
  response.json({ order_id: result.id, status: result.status });
});
listen(http.createServer(app));
