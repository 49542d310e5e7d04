import { type QueryKey, skipToken, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { account } from "./account.ts";
import { chosenUser, signedInUser } from "./chosen-user.ts";
import type { User } from "./issuer.ts";

export const usersKey: QueryKey = ["users"];

export interface SignedIn {
  /** Empty until loaded, and without a configured issuer. */
  readonly users: readonly User[];
  /** Undefined while `users` is empty. */
  readonly user: User | undefined;
  /** Why the users are not loaded yet; their read is retried. */
  readonly error: Error | null;
}

/** The users of the issuer, and the one who is signed in. */
export function useSignedInUser(): SignedIn {
  const chosenId = useSyncExternalStore(chosenUser.onChange, chosenUser.read);
  const { data: users = [], failureReason: error } = useQuery({
    queryKey: usersKey,
    queryFn: account?.users ?? skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { users, user: signedInUser(users, chosenId), error };
}
