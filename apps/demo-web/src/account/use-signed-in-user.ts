import { skipToken, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { account } from "./account.ts";
import { chosenUserId, onChoice, signedInUser } from "./chosen-user.ts";
import type { User } from "./issuer.ts";

export interface SignedIn {
  /** Empty until they are loaded, and where the page knows no issuer. */
  readonly users: readonly User[];
  /** Undefined as long as `users` is empty. */
  readonly user: User | undefined;
}

/** Who may sign in, and who has. */
export function useSignedInUser(): SignedIn {
  const chosenId = useSyncExternalStore(onChoice, chosenUserId);
  const { data: users = [] } = useQuery({
    queryKey: ["users"],
    queryFn: account?.users ?? skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { users, user: signedInUser(users, chosenId) };
}
