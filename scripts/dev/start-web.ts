import { join } from "node:path";
import { createServer, type ViteDevServer } from "vite";

const webFolder = join(import.meta.dirname, "..", "..", "apps", "demo-web");

export interface WebSettings {
  readonly port: number;
  readonly billingUrl: string;
  readonly issuerUrl: string;
  readonly controlUrl: string;
  readonly payPal: { readonly webSdkUrl: string; readonly clientId: string };
}

/**
 * Serves the demo web's sources on 127.0.0.1. Without VITE_CONSOLE_URL, a cluster's page in the console is the
 * desk, since the sandbox has no console.
 */
export async function startWeb(settings: WebSettings): Promise<ViteDevServer> {
  Object.assign(process.env, {
    BILLING_URL: settings.billingUrl,
    VITE_ISSUER_URL: settings.issuerUrl,
    VITE_SANDBOX_URL: settings.controlUrl,
    VITE_CONSOLE_URL: process.env["VITE_CONSOLE_URL"] ?? `http://127.0.0.1:${settings.port}/desk`,
    VITE_PAYPAL_CLIENT_ID: settings.payPal.clientId,
    VITE_PAYPAL_SDK_URL: settings.payPal.webSdkUrl,
    WEB_PORT: String(settings.port),
  });
  const ours = process.listeners("SIGTERM");
  const web = await createServer({ root: webFolder, logLevel: "warn" });
  // Vite's own listener exits at once, which would prevent the clean stop of the others.
  for (const listener of process.listeners("SIGTERM"))
    if (!ours.includes(listener)) process.off("SIGTERM", listener);
  return web.listen();
}
