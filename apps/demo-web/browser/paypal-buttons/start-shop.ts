import { rm } from "node:fs/promises";
import { runFolder } from "@onekonsole/billing-testkit/run-folder";
import react from "@vitejs/plugin-react";
import { build, type Plugin, preview } from "vite";
import { type PayPalAccount, shopServer } from "./shop-server.ts";

export interface Shop extends AsyncDisposable {
  readonly url: string;
}

/** Builds the shop, and serves it on a free port. Its configuration alone decides between the sandbox and PayPal. */
export async function startShop(sdkUrl: string, account: PayPalAccount): Promise<Shop> {
  const outDir = await runFolder("test-shop");
  const options = { root: import.meta.dirname, configFile: false, logLevel: "warn" } as const;
  await build({
    ...options,
    plugins: [react()],
    define: {
      "import.meta.env.VITE_PAYPAL_SDK_URL": JSON.stringify(sdkUrl),
      "import.meta.env.VITE_PAYPAL_CLIENT_ID": JSON.stringify(account.clientId),
    },
    build: { outDir, emptyOutDir: true },
  });
  const server = await preview({
    ...options,
    plugins: [serveOrders(account)],
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const [url = ""] = server.resolvedUrls?.local ?? [];
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

const serveOrders = (account: PayPalAccount): Plugin => ({
  name: "shop-server",
  configurePreviewServer: ({ middlewares }) => {
    const serve = shopServer(account);
    middlewares.use("/api/orders", (request, response) => void serve(request, response));
  },
});
