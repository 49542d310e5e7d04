import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "embedded-postgres-"));
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

// The folder of a stopped database. Each test has a copy, because initdb costs three times as much.
let stopped: string;
beforeAll(async () => {
  stopped = await newFolder();
  await (await startEmbeddedPostgres({ dataDir: stopped, durable: false })).stop();
});
afterAll(() => remove(stopped));

let dataDir: string;
beforeEach(async () => {
  dataDir = await newFolder();
  await promisify(execFile)("cp", ["-a", `${stopped}/.`, dataDir]);
});
afterEach(() => remove(dataDir));

const start = () => startEmbeddedPostgres({ dataDir, durable: false });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another Node process that starts the database and prints its URL. */
async function startOwner(): Promise<{ owner: ChildProcess; url: string }> {
  const script = `
    const { startEmbeddedPostgres } = await import(process.argv[1]);
    const server = await startEmbeddedPostgres({ dataDir: process.argv[2], durable: false });
    process.once("SIGTERM", () => server.stop().then(() => process.exit()));
    process.stdout.write(server.url);
    setInterval(() => {}, 60_000);`;
  const module = new URL("start-embedded-postgres.ts", import.meta.url).href;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script, module, dataDir], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  owner.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const [url] = (await once(owner.stdout, "data")) as [Buffer];
  return { owner, url: url.toString() };
}

async function end(owner: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  owner.kill(signal);
  await once(owner, "exit");
}

const postmasterPidFile = () => join(dataDir, "cluster", "pgdata", "postmaster.pid");

function isAlive(pid: number): boolean {
  try {
    // A zombie process still accepts signals, but has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

describe("an embedded PostgreSQL", () => {
  test("listens on loopback with a new database billing, UTF-8 and UTC", async () => {
    remove(join(dataDir, "cluster"));
    await using server = await start();
    expect(new URL(server.url)).toMatchObject({ hostname: "127.0.0.1", pathname: "/billing" });
    expect(
      await query(
        server.url,
        `select current_database() as name, current_setting('server_encoding') as encoding,
           current_setting('timezone') as zone, current_setting('max_connections') as connections`,
      ),
    ).toEqual([{ name: "billing", encoding: "UTF8", zone: "UTC", connections: "200" }]);
  });

  test("requires the password, which only its owner can read", async () => {
    remove(join(dataDir, "cluster"));
    await using server = await start();
    const guess = new URL(server.url);
    guess.password = "wrong";
    await expect(query(guess.href, "select 1")).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(dataDir, "cluster", "password")).mode & 0o777).toBe(0o600);
  });

  test("uses fsync by default", async () => {
    const setting = "select current_setting('fsync') as fsync";
    const quick = await start();
    expect(await query(quick.url, setting)).toEqual([{ fsync: "off" }]);
    await quick.stop();
    await using careful = await startEmbeddedPostgres({ dataDir });
    expect(await query(careful.url, setting)).toEqual([{ fsync: "on" }]);
  });

  test("keeps its rows over a restart", async () => {
    const first = await start();
    await query(first.url, "create table kept (n int); insert into kept values (7)");
    await first.stop();
    await using second = await start();
    expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("stops once, however often stop is called", async () => {
    const lines: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir,
      durable: false,
      log: (line) => lines.push(line),
    });
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(lines.filter((line) => line.includes("received fast shutdown"))).toHaveLength(1);
    await expect(query(server.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  test("rejects a second process on the same folder, and the first continues", async () => {
    const { owner, url } = await startOwner();
    try {
      await expect(start()).rejects.toThrow(/is used by a running PostgreSQL/);
      expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    } finally {
      await end(owner, "SIGTERM");
    }
  });

  test.runIf(process.platform === "linux")("ends with its owner, even after SIGKILL", async () => {
    const { owner, url } = await startOwner();
    await query(url, "create table kept (n int); insert into kept values (7)");
    const postmaster = Number.parseInt(readFileSync(postmasterPidFile(), "utf8"), 10);
    await end(owner, "SIGKILL");
    await vi.waitUntil(() => !isAlive(postmaster), { timeout: 60_000 });
    await using next = await start();
    expect(await query(next.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("starts again immediately after its owner was killed", async () => {
    const { owner } = await startOwner();
    await end(owner, "SIGKILL");
    await using next = await start();
    expect(await query(next.url, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  test("ignores a stale pid file whose pid belongs to another program", async () => {
    writeFileSync(postmasterPidFile(), `${process.pid}\n/elsewhere\n`);
    await using next = await start();
    expect(await query(next.url, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  test("reports PostgreSQL's output if it cannot start", async () => {
    writeFileSync(join(dataDir, "cluster", "pgdata", "postgresql.conf"), "no_such_setting = 1\n");
    await expect(start()).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/);
  });
});
