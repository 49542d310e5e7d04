/** A user of the simulated issuer. */
export interface SandboxUser {
  /** The `sub` of the tokens. */
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** The `realm_access.roles` of the tokens. */
  readonly roles: readonly string[];
}

/** The default roles of a Keycloak realm. */
export const defaultRoles: readonly string[] = ["default-roles-onekonsole", "offline_access"];

export const serviceRole = "billing-service";

function customer(id: string, name: string, username: string): SandboxUser {
  return { id, name, username, roles: defaultRoles };
}

export const operator: SandboxUser = {
  id: "5a70c9d8-3e21-4b94-b6f7-08d2e1a4c953",
  name: "Robin Okafor",
  username: "robin",
  roles: [...defaultRoles, "billing-operator"],
};

/** Three customers and an operator. The first is the default user of the demo. */
export const sandboxUsers: readonly [SandboxUser, ...SandboxUser[]] = [
  customer("3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34", "Camille Martin", "camille"),
  customer("8c1f0b7e-52d3-4a6b-9e40-1d7a3c5f8b26", "Jonas Weber", "jonas"),
  customer("d94e2a10-6b7c-4f83-8a15-e0c4b7926d31", "Zoë Novák", "zoe"),
  operator,
];
