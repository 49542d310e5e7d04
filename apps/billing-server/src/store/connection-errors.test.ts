import pg from "pg";
import { describe, expect, test } from "vitest";
import { isConnectionError, mapConnectionErrors } from "./connection-errors.ts";

const busy = { name: "BillingError", code: "service_unavailable" };

const mapFault = (fault: unknown) =>
  mapConnectionErrors(Promise.reject(fault)).catch((error) => error);

const ofPostgres = (code: string) => Object.assign(new pg.DatabaseError("?", 1, "error"), { code });

const ofSocket = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

describe("the database is unavailable", () => {
  test.each([
    ["connect", "ECONNREFUSED"],
    ["connect", "ETIMEDOUT"],
    ["connect", "EHOSTUNREACH"],
    ["getaddrinfo", "ENOTFOUND"],
    ["getaddrinfo", "EAI_AGAIN"],
    ["read", "ECONNRESET"],
    ["write", "EPIPE"],
  ])("when %s fails with %s", async (syscall, code) => {
    expect(await mapFault(ofSocket(code, syscall))).toMatchObject(busy);
  });

  test("when every address of its host name refuses", async () => {
    const each = [ofSocket("ECONNREFUSED", "connect"), ofSocket("ECONNREFUSED", "connect")];
    expect(await mapFault(new AggregateError(each))).toMatchObject(busy);
  });

  test.each(["08006", "25006", "40P01", "55P03", "53300", "57014", "57P01", "57P03"])(
    "when PostgreSQL reports %s",
    async (code) => {
      expect(await mapFault(ofPostgres(code))).toMatchObject(busy);
    },
  );

  test.each([
    "timeout exceeded when trying to connect",
    "Connection terminated",
    "Connection terminated unexpectedly",
    "Connection terminated due to connection timeout",
    "Client has encountered a connection error and is not queryable",
    "Client was closed and is not queryable",
  ])("when pg reports: %s", async (message) => {
    const fault = new Error(message);
    expect(await mapFault(fault)).toMatchObject({ ...busy, cause: fault });
  });
});

test.each([
  ofSocket("ECONNREFUSED", "connect"),
  Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }),
  ofPostgres("57P03"),
  new Error("Connection terminated unexpectedly"),
])("when the job queue copies %s", (error) => {
  const { message, stack } = error;
  expect(isConnectionError(Object.assign({ message, stack, queue: "capture" }, error))).toBe(true);
});

describe("a defect stays as it is", () => {
  test.each([
    ["a bug", new TypeError("Cannot read properties of undefined")],
    ["a violated constraint", ofPostgres("23505")],
    ["an invalid statement", ofPostgres("42601")],
    ["a wrong password", ofPostgres("28P01")],
    ["several bugs", new AggregateError([new TypeError("?")])],
    ["no error at all", "what"],
  ])("%s", async (_, fault) => {
    expect(await mapFault(fault)).toBe(fault);
  });
});

test("a result is passed on", async () => {
  expect(await mapConnectionErrors(Promise.resolve(7))).toBe(7);
});
