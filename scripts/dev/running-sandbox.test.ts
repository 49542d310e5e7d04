import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noteRunning, sandboxSettings } from "./running-sandbox.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "running-"));
  file = join(folder, "data", "running.json");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const billing = "http://127.0.0.1:8030";

test("while the sandbox runs, the command line is its operator's there", async () => {
  await using sandbox = await startSandbox();
  await noteRunning(file, { billing, issuer: sandbox.issuer.url });
  const { billing_url: url, billing_token: token = "" } = await sandboxSettings(file);
  expect(url).toBe(billing);
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  expect(JSON.parse(payload)).toMatchObject({
    iss: sandbox.issuer.url,
    realm_access: { roles: expect.arrayContaining(["billing-operator"]) as unknown },
  });
});

test("before it runs and after it stopped there are no settings", async () => {
  expect(await sandboxSettings(file)).toEqual({});
  await using sandbox = await startSandbox();
  const takeAway = await noteRunning(file, { billing, issuer: sandbox.issuer.url });
  await takeAway();
  expect(await sandboxSettings(file)).toEqual({});
});

test("a note that a killed one left behind is none", async () => {
  const sandbox = await startSandbox();
  await noteRunning(file, { billing, issuer: sandbox.issuer.url });
  await sandbox.close();
  expect(await sandboxSettings(file)).toEqual({});
});
