import { loadForm } from "../checkout/stored-form.ts";
import { account } from "./account.ts";
import { useSignedInUser } from "./use-signed-in-user.ts";

/**
 * The id of the user who orders on this page: the signed-in one, or without an issuer the demo user of the
 * checkout's form. Undefined until the users are loaded.
 */
export function useOrderingUser(): string | undefined {
  const { user } = useSignedInUser();
  return account ? user?.id : loadForm().userId;
}
