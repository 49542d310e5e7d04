import { isIP } from "node:net";
import { endpointTypesSchema, endpointUrlSchema } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import { secretText } from "./field-rules.ts";
import { onlyFields, parseJsonObject } from "./json-object.ts";

const secretRule =
  "must be a secret in the form whsec_ and base64, of 24 to 64 bytes (Standard Webhooks)";

const isSecret = (text: string): boolean => {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const { length } = Buffer.from(encoded ?? "", "base64");
  return length >= 24 && length <= 64;
};

const secretsRule = "must be a list of one secret, or of two during a rotation";

const fields = {
  url: endpointUrlSchema,
  secrets: z
    .array(z.string(secretRule).refine(isSecret, secretRule), secretsRule)
    .min(1, secretsRule)
    .max(2, secretsRule),
  types: endpointTypesSchema.nullable().default(null),
};

// The ids of endpoints that operators add begin with `ep-`.
const namePattern = /^(?!ep-)[a-z0-9][a-z0-9-]{0,39}$/;

const endpoint = z.strictObject(fields, {
  error: (issue) =>
    issue.code === "invalid_type"
      ? "must be an object with url and secrets"
      : onlyFields(fields).error(issue),
});

const nameRule =
  "has a name that is not of lower-case letters, digits and hyphens, or begins with ep-";

/** The endpoints by name, from JSON. A name that breaks the rule is not repeated: it may be a misplaced secret. */
export const eventEndpoints = z
  .string()
  .transform((text, context): Record<string, z.output<typeof endpoint>> => {
    const found: Record<string, z.output<typeof endpoint>> = {};
    const fault = (path: readonly PropertyKey[], message: string) =>
      context.addIssue({ code: "custom", path: [...path], message });
    const object = parseJsonObject(text);
    if (!object) fault([], "must be a JSON object of endpoints by name");
    for (const [name, value] of Object.entries(object ?? {})) {
      const isName = namePattern.test(name);
      if (!isName) fault([], nameRule);
      const parsed = endpoint.safeParse(value);
      const path = isName ? [name] : [];
      if (parsed.success) found[name] = parsed.data;
      else for (const issue of parsed.error.issues) fault([...path, ...issue.path], issue.message);
    }
    return found;
  });

const keyRule = "must be one key of at least 32 characters, or two, separated by a comma";

/** The keys from which the secrets of operators' endpoints are derived; the first one is current. */
export const signingKeys = secretText()
  .transform((text) => text.split(","))
  .refine((keys) => keys.length <= 2 && keys.every((key) => key.length >= 32), keyRule);

const networksRule = "must list networks such as 10.96.0.0/12, separated by commas";

/** Private networks in which endpoints of operators may be. */
export const eventNetworks = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((networks) => networks.length > 0 && networks.every(isNetwork), networksRule);

function isNetwork(text: string): boolean {
  const [address = "", length = "", ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length)) return false;
  return Number(length) <= (family === 4 ? 32 : 128);
}
