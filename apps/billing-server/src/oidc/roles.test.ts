import { describe, expect, test } from "vitest";
import { type RolesClaim, rolesIn } from "./roles.ts";

const parseClaim = (text: string): RolesClaim => ({ name: text, path: text.split(".") });

const readRoles = (claims: object, claim: string | RolesClaim) => [
  ...rolesIn(
    claims as Record<string, unknown>,
    typeof claim === "string" ? parseClaim(claim) : claim,
  ),
];

describe("roles", () => {
  test.each<[string, object, string, string[]]>([
    [
      "Keycloak's, of the realm",
      { realm_access: { roles: ["a", "b"] } },
      "realm_access.roles",
      ["a", "b"],
    ],
    [
      "Keycloak's, of a client",
      { resource_access: { billing: { roles: ["a"] } } },
      "resource_access.billing.roles",
      ["a"],
    ],
    ["a plain list", { roles: ["a"] }, "roles", ["a"]],
    [
      "a claim named by a URL",
      { "https://example.org/roles": ["a"] },
      "https://example.org/roles",
      ["a"],
    ],
    ["the name before the path", { "a.b": ["name"], a: { b: ["path"] } }, "a.b", ["name"]],
    [
      "a space-separated string, as for scopes",
      { scope: "openid billing" },
      "scope",
      ["openid", "billing"],
    ],
    ["only the strings of a list", { roles: ["a", 1, null, { a: "b" }, ["c"]] }, "roles", ["a"]],
  ])("are %s", (_, claims, claim, expected) => {
    expect(readRoles(claims, claim)).toEqual(expected);
  });

  test.each<[string, object, string]>([
    ["there is no such claim", {}, "realm_access.roles"],
    ["the path ends early", { realm_access: null }, "realm_access.roles"],
    ["the path leads through a string", { realm_access: "roles" }, "realm_access.length"],
    ["the claim is an object", { roles: { "0": "a", length: 1 } }, "roles"],
    ["the claim is a number", { roles: 1 }, "roles"],
    ["the name is a property of every object", {}, "constructor.name"],
    ["the name leads to the prototype", {}, "__proto__.constructor.name"],
  ])("are none if %s", (_, claims, claim) => {
    expect(readRoles(claims, claim)).toEqual([]);
  });

  test("are at the end of a path whose names have dots, and nowhere else", () => {
    const path = ["resource_access", "my.client", "roles"];
    const claims = {
      resource_access: { "my.client": { roles: ["a"] }, my: { client: { roles: ["b"] } } },
    };
    expect(readRoles(claims, { path })).toEqual(["a"]);
    expect(readRoles({ "resource_access.my.client.roles": ["c"] }, { path })).toEqual([]);
  });

  test("are compared whole", () => {
    const roles = rolesIn({ roles: ["billing-operator-of-nothing"] }, parseClaim("roles"));
    expect(roles.has("billing-operator")).toBe(false);
  });
});
