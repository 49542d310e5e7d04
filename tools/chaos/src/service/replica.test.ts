import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Replica, type ReplicaOptions, startReplica } from "./replica.ts";
import { createServerLog } from "./server-log.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
const replicas: Replica[] = [];
afterEach(async () => {
  await Promise.all(replicas.splice(0).map(dispose));
  vi.useRealTimers();
});

/** Disposes a replica; its pause before the next start ends at once. */
async function dispose(replica: Replica): Promise<void> {
  const disposed = replica[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(10_000);
  await disposed;
}

/** A server process that ends when it is signalled. */
class FakeServer extends EventEmitter {
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly signals: string[] = [];
  exitCode: number | null = null;
  signalCode: string | null = null;

  kill(signal: string): void {
    this.signals.push(signal);
    if (signal === "SIGKILL" || signal === "SIGTERM") this.end(null, signal);
  }

  end(code: number | null, signal: string | null): void {
    this.exitCode = code;
    this.signalCode = signal;
    queueMicrotask(() => this.emit("exit", code, signal));
  }

  async serve(port: number): Promise<void> {
    this.stdout.write(`{"level":30,"port":${port},"msg":"listening"}\n`);
    await vi.advanceTimersByTimeAsync(20);
  }
}

function start() {
  const servers: FakeServer[] = [];
  const unexpected: string[] = [];
  const spawn = () => {
    const server = new FakeServer();
    servers.push(server);
    return server as unknown as ReturnType<ReplicaOptions["spawn"]>;
  };
  const log = createServerLog();
  const replica = startReplica({ spawn, log, onUnexpectedExit: (how) => unexpected.push(how) });
  replicas.push(replica);
  const newest = () => servers.at(-1) as FakeServer;
  return { servers, unexpected, log, replica, newest };
}

test("is ready once the server logs its port", async () => {
  const { replica, newest } = start();
  let isReady = false;
  const ready = replica.ready().then(() => (isReady = true));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([isReady, replica.port]).toEqual([false, null]);
  await newest().serve(8030);
  await ready;
  expect(replica.port).toBe(8030);
});

test.each([
  [1, null, "exit code 1"],
  [null, "SIGSEGV", "SIGSEGV"],
])("reports an exit by itself with code %s and signal %s, and restarts", async (...row) => {
  const [code, signal, how] = row;
  const { servers, unexpected, replica, newest } = start();
  await newest().serve(8030);
  expect(replica.port).toBe(8030);
  newest().end(code, signal);
  await vi.advanceTimersByTimeAsync(0);
  expect(unexpected).toEqual([how]);
  expect(replica.port).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(servers).toHaveLength(2);
});

test("does not report an exit before the server has served, as without a database", async () => {
  const { servers, unexpected, newest } = start();
  newest().end(1, null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(unexpected).toEqual([]);
  expect(servers).toHaveLength(2);
});

test("kills with SIGKILL, does not report it, and restarts after the pause", async () => {
  const { servers, unexpected, replica, newest } = start();
  await newest().serve(8030);
  await replica.kill(700);
  expect(newest().signals).toEqual(["SIGKILL"]);
  expect(replica.port).toBeNull();
  await vi.advanceTimersByTimeAsync(699);
  expect(servers).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(servers).toHaveLength(2);
  await newest().serve(8031);
  expect(replica.port).toBe(8031);
  expect(unexpected).toEqual([]);
  // The requested exit excuses no later one.
  newest().end(1, null);
  await vi.advanceTimersByTimeAsync(0);
  expect(unexpected).toEqual(["exit code 1"]);
});

test("restarts with SIGTERM", async () => {
  const { servers, unexpected, replica, newest } = start();
  await newest().serve(8030);
  await replica.restart();
  await vi.advanceTimersByTimeAsync(0);
  expect([servers[0]?.signals, servers.length, unexpected]).toEqual([["SIGTERM"], 2, []]);
});

test("freezes a server for the time, in which it gets no connection", async () => {
  const { replica, newest } = start();
  await newest().serve(8030);
  const frozen = replica.freeze(5_000);
  expect([newest().signals, replica.port]).toEqual([["SIGSTOP"], null]);
  await vi.advanceTimersByTimeAsync(5_000);
  await frozen;
  expect([newest().signals, replica.port]).toEqual([["SIGSTOP", "SIGCONT"], 8030]);
});

test("logs both outputs, and does not restart after it is disposed", async () => {
  const { servers, log, replica, newest } = start();
  newest().stdout.write("one\n");
  newest().stderr.write("two\n");
  await vi.advanceTimersByTimeAsync(0);
  expect(log.newest).toEqual(["one", "two"]);
  await dispose(replica);
  expect(servers).toHaveLength(1);
});
