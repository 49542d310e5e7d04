import { storedChoice } from "../stored-choice.ts";
import type { User } from "./issuer.ts";

/** The id of the chosen user. */
export const chosenUser = storedChoice("billing-sandbox-user");

/** The chosen user if it exists, otherwise the first. */
export function signedInUser(users: readonly User[], chosenId: string | null): User | undefined {
  return users.find(({ id }) => id === chosenId) ?? users[0];
}
