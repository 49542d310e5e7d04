import { z } from "zod";
import type { OperationGroup } from "../operation.ts";
import { done, noInput } from "./shared.ts";

/** The OpenID Connect issuer. */
export const issuerOperations = {
  users: {
    method: "GET",
    path: "/issuer/users",
    summary: "Returns the users that can sign in.",
    input: noInput,
    output: z.object({
      users: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          username: z.string(),
          roles: z.array(z.string()),
        }),
      ),
    }),
  },
  token: {
    method: "POST",
    path: "/issuer/token",
    summary: "Returns an access token of a user, of the operator or of the service client.",
    input: z.strictObject({
      /** An id of `users`, or any other id for a new customer; `operator`; `service`. */
      subject: z.string(),
    }),
    output: z.object({ access_token: z.string() }),
  },
  setLifetime: {
    method: "POST",
    path: "/issuer/lifetime",
    summary: "Sets the lifetime of new tokens.",
    input: z.strictObject({ seconds: z.number().int().positive() }),
    output: done,
  },
  rotateKeys: {
    method: "POST",
    path: "/issuer/rotate-keys",
    summary: "Signs with new keys; the old ones stay published unless they are withdrawn.",
    input: z.strictObject({
      /** Withdraws the old keys, so that all earlier tokens become invalid. */
      withdraw_old: z.boolean().default(false),
    }),
    output: done,
  },
} as const satisfies OperationGroup;
