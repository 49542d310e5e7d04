import { inject } from "vitest";
import { serveWeb } from "./serve-web.ts";
import type { Web, WebOptions } from "./web-settings.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built demo web; see `builtWeb`. */
    webFolder: string;
  }
}

/** Serves the build of this test run on a free port, in front of this billing server. */
export const startWeb = (billingUrl: string, options: WebOptions = {}): Promise<Web> =>
  serveWeb(inject("webFolder"), billingUrl, options);
