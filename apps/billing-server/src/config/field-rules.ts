import { z } from "zod";
import { shortestSecret } from "../lib/shortest-secret.ts";

/** A whole number within bounds, written in digits only. */
export const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .pipe(z.int(rule).min(min, rule).max(max, rule));
};

/** A name or an id. A Secret created from a file often ends in a line break, which would break comparisons. */
export const nameText = () =>
  z.string().regex(/^\S(?:.*\S)?$/, "must not begin or end with spaces or line breaks");

/** A secret that is sent in a header and removed from the log. */
export const secretText = () =>
  z
    .string()
    .regex(/^[\x21-\x7e]*$/, "must be ASCII without spaces or line breaks")
    .min(shortestSecret, `must have at least ${shortestSecret} characters`);

export const httpUrl = () => z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

/** The URL of a service. User information in it would not be sent, or could be logged. */
export const serviceUrl = () =>
  httpUrl().refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), "must not contain a user or password");
