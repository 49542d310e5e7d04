import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";

const clientId = "bench-client";
const clientSecret = "bench-secret";

/** The settings of a server whose PayPal and web-order are the program `upstreams`. */
export const billingUpstreams = ({ port }: Pick<MeasuredProcess, "port">) => ({
  paypal_client_id: clientId,
  paypal_client_secret: clientSecret,
  paypal_base_url: `http://127.0.0.1:${port}`,
  web_order_service_url: `http://127.0.0.1:${port}/order`,
});

/** The environment of a baseline with the same PayPal. */
export const baselineUpstreams = (
  { port }: Pick<MeasuredProcess, "port">,
  databaseUrl: string,
) => ({
  paypal_url: `http://127.0.0.1:${port}`,
  client_id: clientId,
  client_secret: clientSecret,
  database_url: databaseUrl,
});
