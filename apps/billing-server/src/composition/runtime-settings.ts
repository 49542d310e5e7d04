import type { Logger } from "pino";
import type { Config } from "../config/read-config.ts";
import type { PayPalAccount } from "../paypal/client.ts";

/** The settings with every address known, including those of development services. */
export interface RuntimeSettings {
  readonly config: Config;
  readonly paypal: PayPalAccount;
  readonly webOrderUrl: string;
  readonly databaseUrl: string;
  readonly log: Logger;
}
