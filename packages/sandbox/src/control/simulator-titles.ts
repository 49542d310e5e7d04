import type { z } from "zod";
import type { simulatorSchema } from "./operations/shared.ts";

/** The names of the simulators within a sentence. */
export const simulatorTitles: Readonly<Record<z.output<typeof simulatorSchema>, string>> = {
  paypal: "PayPal",
  web_order: "web-order",
  issuer: "the issuer",
};
