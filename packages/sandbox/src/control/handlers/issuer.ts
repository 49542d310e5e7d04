import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

export const issuerHandlers: GroupHandlers<Operations["issuer"]> = {
  users: ({ issuer }) => ({
    users: issuer.users.map((user) => ({ ...user, roles: [...user.roles] })),
  }),
  token: async ({ issuer }, { subject }) => {
    if (subject === "service") return { access_token: await issuer.serviceToken() };
    if (subject === "operator") return { access_token: await issuer.operatorToken() };
    return { access_token: await issuer.tokenFor(subject) };
  },
  setLifetime: ({ issuer }, { seconds }) => {
    issuer.lifetimeSeconds = seconds;
    return {};
  },
  rotateKeys: async ({ issuer }, { withdraw_old: isWithdrawn }) => {
    await issuer.rotateKeys();
    if (isWithdrawn) issuer.retireOldKeys();
    return {};
  },
};
