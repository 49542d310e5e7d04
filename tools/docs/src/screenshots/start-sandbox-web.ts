import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import { startBillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";

/** The demo web's address; disposal stops everything that was started and removes its files. */
export interface SandboxWeb extends AsyncDisposable {
  readonly url: string;
}

/** Starts what `npm run dev` starts, on free ports and an empty database. */
export async function startSandboxWeb(): Promise<SandboxWeb> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "screenshots-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres({ dataDir, durable: false });
  stack.defer(() => database.stop());
  const sandbox = stack.use(await startSandbox());
  const { issuer } = sandbox;
  const settings = { oidc_issuer: issuer.url, oidc_audience: issuer.audience };
  const server = stack.use(
    await startBillingProcess({ sandbox, databaseUrl: database.url, settings }),
  );
  const web = stack.use(await startWeb(server.url, issuer.url));
  const started = stack.move();
  return { url: web.url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
