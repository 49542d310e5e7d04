import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import pg from "pg";
import { expect, test } from "vitest";

test("a replica with a full database disk is not ready, reports the reason, and recovers by itself", async () => {
  await using environment = await startFlowEnvironment();
  const server = await environment.startServer();
  const database = new pg.Client({ connectionString: environment.databaseUrl });
  await database.connect();
  await database.query(`
    create function disk_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on write_probe execute function disk_full()`);
  const readyz = () => fetch(`${server.url}/readyz`);

  const answer = await readyz();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "service_unavailable" });
  const cause = expect.stringContaining("No space left on device");
  // Written at the end of the turn that responded.
  await expect
    .poll(() => JSON.parse(server.log.find((it) => it.includes('"/readyz"')) ?? "{}"))
    .toMatchObject({ level: 40, cause });
  // Still alive: a restart would not help.
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);

  await database.query("drop trigger full_disk on write_probe");
  await database.end();
  await expect.poll(async () => (await readyz()).status).toBe(200);
});
