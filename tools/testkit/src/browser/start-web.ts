import { join } from "node:path";
import { createServer } from "vite";

/** The demo web, served over HTTP. */
export interface Web extends AsyncDisposable {
  readonly url: string;
}

/** The parts of a sandbox that the page uses; without them it has one user, no desk and no PayPal buttons. */
export interface WebOptions {
  readonly issuerUrl?: string;
  /** The control API. */
  readonly sandboxUrl?: string;
  readonly payPal?: { readonly webSdkUrl: string; readonly clientId: string };
}

/** Serves the demo web from its sources on a free port, in front of this billing server. */
export async function startWeb(
  billingUrl: string,
  { issuerUrl = "", sandboxUrl = "", payPal }: WebOptions = {},
): Promise<Web> {
  const settings = {
    VITE_ISSUER_URL: issuerUrl,
    VITE_SANDBOX_URL: sandboxUrl,
    VITE_PAYPAL_CLIENT_ID: payPal?.clientId ?? "",
    VITE_PAYPAL_SDK_URL: payPal?.webSdkUrl ?? "",
  };
  // The paths of vite.config.ts.
  const billing = { target: billingUrl };
  const proxy = { "/trpc": billing, "/orders/receipt.pdf": billing };
  const server = await createServer({
    root: join(import.meta.dirname, "..", "..", "..", "..", "apps", "demo-web"),
    logLevel: "warn",
    define: Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [
        `import.meta.env.${name}`,
        JSON.stringify(value),
      ]),
    ),
    server: { port: 0, strictPort: false, hmr: false, proxy },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
