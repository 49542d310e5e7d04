import { describe, expect, test } from "vitest";
import { rolesIn } from "../oidc/roles.ts";
import { ConfigError, readConfig } from "./read-config.ts";

const oidc = { oidc_issuer: "https://login.example.org", oidc_audience: "web-billing" };
const read = (oidc_roles_claim: string) =>
  readConfig({ ...oidc, oidc_roles_claim }).oidc?.rolesClaim;

const claims = {
  roles: ["plain"],
  realm_access: { roles: ["realm"] },
  resource_access: {
    "my.client": { roles: ["dotted"] },
    my: { client: { roles: ["nested"] } },
    "back\\slash": { roles: ["slashed"] },
    "a client": { roles: ["spaced"] },
  },
  "https://example.org/roles": ["address"],
};

describe("oidc_roles_claim selects", () => {
  test.each([
    ["roles", "plain"],
    ["realm_access.roles", "realm"],
    ["https://example.org/roles", "address"],
    ["resource_access.my.client.roles", "nested"],
    [String.raw`resource_access.my\.client.roles`, "dotted"],
    ['["resource_access","my.client","roles"]', "dotted"],
    ['[ "resource_access", "my.client", "roles" ]', "dotted"],
    ['["https://example.org/roles"]', "address"],
    [String.raw`https://example\.org/roles`, "address"],
    [String.raw`resource_access.back\\slash.roles`, "slashed"],
    [String.raw`["resource_access","back\\slash","roles"]`, "slashed"],
    ["resource_access.a client.roles", "spaced"],
  ])("%s", (text, role) => {
    const claim = read(text);
    expect(claim && [...rolesIn(claims, claim)]).toEqual([role]);
  });
});

test.each([
  "realm_access..roles",
  ".realm_access.roles",
  "realm_access.roles.",
  "realm_access. roles",
  "realm_access.roles\n",
  " ",
  ".",
  String.raw`resource_access.my\client.roles`,
  String.raw`roles\ `.trim(),
  "[]",
  '[""]',
  '["a",7]',
  '["a",["b"]]',
  '["a"',
  "[a]",
  '["a"] b',
  '["a "]',
])("oidc_roles_claim is rejected by name, without its value: %j", (text) => {
  expect(() => read(text)).toThrow(ConfigError);
  expect(() => read(text)).toThrow(
    /^ {2}oidc_roles_claim must be the name of a claim, its dotted path/m,
  );
});
