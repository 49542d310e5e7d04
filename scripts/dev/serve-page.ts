import { join } from "node:path";
import { createServer, defaultClientConditions } from "vite";

/** Serves a page of the examples, with the packages from their sources; prints its address. */
export async function servePage(folder: string, name: string): Promise<void> {
  const page = await createServer({
    root: join(folder, name),
    configFile: join(folder, "vite.config.ts"),
    resolve: { conditions: ["source", ...defaultClientConditions] },
  });
  await page.listen();
  page.printUrls();
}
