import { type Plugin, preview } from "vite";
import { settingsPath } from "./build-web.ts";
import { forwardTo, type Web, webFolder, type WebOptions, webSettings } from "./web-settings.ts";

/** Serves a build of the demo web from this folder on a free port, in front of this billing server. */
export async function serveWeb(
  folder: string,
  billingUrl: string,
  options: WebOptions = {},
): Promise<Web> {
  const server = await preview({
    root: webFolder,
    logLevel: "warn",
    plugins: [forwardTo(billingUrl), serveSettings(options)],
    build: { outDir: folder },
    preview: { port: 0, strictPort: false },
  });
  const address = server.httpServer.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const serveSettings = (options: WebOptions): Plugin => ({
  name: "serve-web-settings",
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use(settingsPath, (_request, response) => {
      response.setHeader("content-type", "text/javascript");
      response.end(`const webSettings = ${JSON.stringify(webSettings(options))};`);
    });
  },
});
