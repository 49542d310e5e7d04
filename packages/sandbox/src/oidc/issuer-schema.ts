import { z } from "zod";
import { privateKeySchema } from "../state/private-key-schema.ts";
import { conditionsSchema } from "../state/simulator-state.ts";

const keySetSchema = z.object({ RS256: privateKeySchema, ES256: privateKeySchema });

/** The issuer's state. Its users are the same in every sandbox. */
export const issuerSchema = z.object({
  conditions: conditionsSchema,
  lifetimeSeconds: z.number(),
  /** Newest first; only the newest signs. */
  keys: z.array(keySetSchema),
});

export type IssuerState = z.output<typeof issuerSchema>;
export type KeySetState = z.output<typeof keySetSchema>;
