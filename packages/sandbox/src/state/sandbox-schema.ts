import { z } from "zod";
import { issuerSchema } from "../oidc/issuer-schema.ts";
import { paypalSchema } from "../paypal/paypal-schema.ts";
import { webOrderSchema } from "../web-order/web-order-schema.ts";

/** The version of the state; another one cannot be imported. */
export const stateVersion = 1;

/** The state of all simulators, JSON-able: what an export returns and an import needs. */
export const sandboxSchema = z.strictObject({
  version: z.literal(stateVersion),
  paypal: paypalSchema,
  webOrder: webOrderSchema,
  issuer: issuerSchema,
});

export type SandboxState = z.output<typeof sandboxSchema>;
