import { z } from "zod";
import { shortestSecret } from "../lib/shortest-secret.ts";

/** A whole number within bounds, in digits alone. */
export const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .pipe(z.int(rule).min(min, rule).max(max, rule));
};

/** A name or an id; a Secret made from a file often ends in a line break, with which nothing would match. */
export const nameText = () =>
  z.string().regex(/^\S(?:.*\S)?$/, "must have no spaces or line breaks around it");

/** What travels in a header, and is never written to the log. */
export const secretText = () =>
  z
    .string()
    .regex(/^[\x21-\x7e]*$/, "must be ASCII without spaces or line breaks")
    .min(shortestSecret, `must have at least ${shortestSecret} characters`);

export const httpUrl = () => z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

/** The URL of a service. A user and a password in it would not be sent, or could be logged. */
export const serviceUrl = () =>
  httpUrl().refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), "must not hold a user or password");
