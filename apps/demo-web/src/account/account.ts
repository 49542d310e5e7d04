import { chosenUser, signedInUser } from "./chosen-user.ts";
import { freshTokens } from "./fresh-tokens.ts";
import { listUsers, requestToken, type User } from "./issuer.ts";

/** Sign-in at the sandbox's issuer. */
export interface Account {
  /** All users of the issuer; cached after the first successful request. */
  readonly users: () => Promise<readonly User[]>;
  /** A valid token of the user who is currently signed in. */
  readonly token: () => Promise<string>;
}

function accountAt(issuerUrl: string): Account {
  const readToken = freshTokens((userId) => requestToken(issuerUrl, userId));
  let known: Promise<readonly User[]> | undefined;
  const users = () => {
    known ??= listUsers(issuerUrl).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const token = async () => {
    const user = signedInUser(await users(), chosenUser.read());
    if (!user) throw new Error("The issuer has no user.");
    return readToken(user.id);
  };
  return { users, token };
}

const issuerUrl = import.meta.env.VITE_ISSUER_URL;

/** Undefined without a configured issuer; the page then has one demo user. */
export const account: Account | undefined = issuerUrl ? accountAt(issuerUrl) : undefined;
