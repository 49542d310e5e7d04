import { createRequire } from "node:module";

const names =
  "@onekonsole/billing-server @onekonsole/billing-sandbox @onekonsole/embedded-postgres";

/** The packages of the real service, which only an app whose tests start it installs. Throws if one is missing. */
export async function loadPackages() {
  try {
    const serverProgram = createRequire(import.meta.url).resolve("@onekonsole/billing-server/main");
    const { startSandbox } = await import("@onekonsole/billing-sandbox");
    const { startEmbeddedPostgres } = await import("@onekonsole/embedded-postgres");
    return { serverProgram, startSandbox, startEmbeddedPostgres };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") throw error;
    const remedy = `startBilling needs packages that are not installed: npm install --save-dev ${names}`;
    throw new Error(remedy, { cause: error });
  }
}
