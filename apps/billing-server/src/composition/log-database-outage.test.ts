import { expect, test, vi } from "vitest";
import { logDatabaseOutage } from "./log-database-outage.ts";

function setUp() {
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const log = { info: vi.fn(say), warn: vi.fn(say) };
  return { ...logDatabaseOutage(log), log, said };
}

const refused = () =>
  Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });

test("an outage is logged once, however many connections report it", () => {
  const { onError, onLost, onBack, log, said } = setUp();
  const first = refused();
  onError(first);
  onLost(new Error("The listening connection ended."));
  for (let attempt = 0; attempt < 500; attempt += 1) onError(refused());
  onBack();
  onBack();
  expect(said).toEqual(["database connection lost", "database connection restored"]);
  expect(log.warn).toHaveBeenCalledExactlyOnceWith({ err: first }, "database connection lost");
});

test("an error of a reachable database is logged each time, also during an outage", () => {
  const { onError, said } = setUp();
  onError(refused());
  for (let attempt = 0; attempt < 2; attempt += 1) onError(new Error("relation does not exist"));
  expect(said.slice(1)).toEqual(["database connection", "database connection"]);
});
