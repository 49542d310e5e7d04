import { describe, expect, test } from "vitest";
import { UsageError } from "./failure.ts";
import { readSettings } from "./settings.ts";

const url = { billing_url: "https://billing.example.org" };
const client = {
  billing_issuer: "https://login.example.org/realms/console",
  billing_client_id: "ops",
  billing_client_secret: "hush",
};

function findFaults(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.split("\n");
  }
}

describe("the settings", () => {
  test("are the service's URL and a token", () => {
    expect(readSettings({ ...url, billing_token: "t0" })).toEqual({
      url: "https://billing.example.org",
      token: "t0",
    });
  });

  test("may be a client's credentials; a token takes precedence", () => {
    const token = {
      issuer: "https://login.example.org/realms/console",
      clientId: "ops",
      clientSecret: "hush",
    };
    expect(readSettings({ ...url, ...client })).toMatchObject({ token });
    expect(readSettings({ ...url, ...client, billing_token: "t0" })).toMatchObject({ token: "t0" });
  });

  test("allow http on this machine", () => {
    for (const host of ["127.0.0.1:8030", "localhost:8030", "[::1]:8030"])
      expect(findFaults({ billing_url: `http://${host}`, billing_token: "t0" })).toEqual([]);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ["nothing", {}, ["billing_url is not set", "billing_token is not set"]],
    [
      "empty variables",
      { billing_url: "", billing_token: "" },
      ["billing_url is not", "billing_token is not"],
    ],
    ["no token", url, ["billing_token is not set"]],
    [
      "a secret alone",
      { ...url, billing_client_secret: "hush" },
      ["billing_issuer is", "billing_client_id is"],
    ],
    [
      "no secret",
      { ...url, ...client, billing_client_secret: "" },
      ["billing_client_secret is not set"],
    ],
    [
      "a token without TLS",
      { billing_url: "http://billing.example.org", billing_token: "t0" },
      ["billing_url must be an https"],
    ],
    [
      "a secret without TLS",
      { ...url, ...client, billing_issuer: "http://login.example.org" },
      ["billing_issuer must be"],
    ],
    ["a token with a line break", { ...url, billing_token: "t0\n" }, ["billing_token must be"]],
    ["a token with its scheme", { ...url, billing_token: "Bearer t0" }, ["billing_token must be"]],
    [
      "an address with a password",
      { billing_url: "https://ops:hush@billing.example.org", billing_token: "t0" },
      ["billing_url must be an https"],
    ],
    ["no address", { billing_url: "billing", billing_token: "t0" }, ["billing_url must be"]],
    [
      "another host that begins like this one",
      { billing_url: "http://localhost.example.org", billing_token: "t0" },
      ["billing_url must be"],
    ],
  ])(
    "with %s are rejected; each fault names its variable and no value",
    (_, environment, faults) => {
      const found = findFaults(environment);
      expect(found).toEqual(faults.map((fault) => expect.stringContaining(fault)));
      expect(found.join()).not.toMatch(/hush|t0|example/);
    },
  );
});
