import { createServer } from "vite";
import {
  defineEnvironment,
  forwardTo,
  type Web,
  webFolder,
  type WebOptions,
  webSettings,
} from "./web-settings.ts";

/** Serves the demo web from its sources on a free port, in front of this billing server. */
export async function startDevelopmentWeb(billingUrl: string, options: WebOptions): Promise<Web> {
  const settings = Object.entries(webSettings(options));
  const literals = settings.map(([name, value]) => [name, JSON.stringify(value)]);
  const server = await createServer({
    root: webFolder,
    logLevel: "warn",
    define: defineEnvironment(Object.fromEntries(literals)),
    plugins: [forwardTo(billingUrl)],
    server: { port: 0, strictPort: false, hmr: false },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
