import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { expect, test } from "vitest";
import { findLeftovers } from "./find-leftovers.ts";

test("reports each unfinished job and each unprocessed webhook", async () => {
  const job = { name: "capture", data: { id: 1 }, state: "retry", output: { message: "failed" } };
  const rows = (text: string) => (text.includes("pgboss.job") ? [job] : [{ id: "WH-1" }]);
  const query = (text: string) => Promise.resolve(rows(text));
  expect(await findLeftovers({ query } as unknown as RestartableDatabase)).toEqual([
    { subject: '{"id":1}', description: 'a capture job is still retry: {"message":"failed"}' },
    { subject: "WH-1", description: "a webhook was never processed" },
  ]);
});
