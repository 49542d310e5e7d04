import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";
import { type PayPalAccount, shopServer } from "./shop-server.ts";

export interface Shop extends AsyncDisposable {
  readonly url: string;
}

/** Serves the shop on a free port. Its configuration alone decides between the sandbox and PayPal. */
export async function startShop(sdkUrl: string, account: PayPalAccount): Promise<Shop> {
  const server = await createServer({
    root: import.meta.dirname,
    configFile: false,
    // The demo web optimizes other dependencies in the default folder.
    cacheDir: join(import.meta.dirname, "..", "..", "node_modules", ".vite-shop"),
    logLevel: "warn",
    plugins: [
      react(),
      {
        name: "shop-server",
        configureServer: ({ middlewares }) => {
          const serve = shopServer(account);
          middlewares.use("/api/orders", (request, response) => void serve(request, response));
        },
      },
    ],
    define: {
      "import.meta.env.VITE_PAYPAL_SDK_URL": JSON.stringify(sdkUrl),
      "import.meta.env.VITE_PAYPAL_CLIENT_ID": JSON.stringify(account.clientId),
    },
    server: { host: "127.0.0.1", port: 0, hmr: false },
  });
  await server.listen();
  const [url = ""] = server.resolvedUrls?.local ?? [];
  return { url, [Symbol.asyncDispose]: () => server.close() };
}
