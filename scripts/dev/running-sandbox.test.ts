import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findRunning, sandboxSettings, writeRunningFile } from "./running-sandbox.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "running-"));
  file = join(folder, "data", "running.json");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const billing = "http://127.0.0.1:8030";
const running = (issuer: string) => ({
  pid: process.pid,
  urls: { web: "http://127.0.0.1:5173" },
  billing,
  issuer,
});

test("settings contain the running server's URL and an operator's token", async () => {
  await using sandbox = await startSandbox();
  await writeRunningFile(file, running(sandbox.issuer.url));
  const { billing_url: url, billing_token: token = "" } = await sandboxSettings(file);
  expect(url).toBe(billing);
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  expect(JSON.parse(payload)).toMatchObject({
    iss: sandbox.issuer.url,
    realm_access: { roles: expect.arrayContaining(["billing-operator"]) as unknown },
  });
});

test("there are no settings before the start and after the stop", async () => {
  expect(await sandboxSettings(file)).toEqual({});
  await using sandbox = await startSandbox();
  const remove = await writeRunningFile(file, running(sandbox.issuer.url));
  await remove();
  expect(await sandboxSettings(file)).toEqual({});
});

test("there are no settings if the file of a killed sandbox is left", async () => {
  const sandbox = await startSandbox();
  await writeRunningFile(file, running(sandbox.issuer.url));
  await sandbox.close();
  expect(await sandboxSettings(file)).toEqual({});
});

test("a running sandbox is found, with the URLs of its banner", async () => {
  expect(await findRunning(file)).toBeUndefined();
  await using sandbox = await startSandbox();
  await writeRunningFile(file, running(sandbox.issuer.url));
  expect(await findRunning(file)).toEqual(running(sandbox.issuer.url));
});

test("the file of a killed sandbox is ignored, even if its process id or its port is in use", async () => {
  const sandbox = await startSandbox();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await writeRunningFile(file, { ...running(sandbox.issuer.url), pid });
  expect(await findRunning(file)).toBeUndefined();
  await sandbox.close();
  await writeRunningFile(file, running(sandbox.issuer.url));
  expect(await findRunning(file)).toBeUndefined();
});
