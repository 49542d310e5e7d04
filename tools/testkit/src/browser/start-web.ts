import { join } from "node:path";
import { createServer } from "vite";

/** The demo web, served over HTTP. */
export interface Web extends AsyncDisposable {
  readonly url: string;
}

/**
 * Serves the demo web from its sources on a free port, with this billing server, issuer and control API
 * of a sandbox.
 */
export async function startWeb(
  billingUrl: string,
  issuerUrl?: string,
  sandboxUrl = "",
): Promise<Web> {
  const server = await createServer({
    root: join(import.meta.dirname, "..", "..", "..", "..", "apps", "demo-web"),
    logLevel: "warn",
    define: {
      ...(issuerUrl ? { "import.meta.env.VITE_ISSUER_URL": JSON.stringify(issuerUrl) } : {}),
      "import.meta.env.VITE_SANDBOX_URL": JSON.stringify(sandboxUrl),
    },
    server: { port: 0, strictPort: false, hmr: false, proxy: { "/trpc": { target: billingUrl } } },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
