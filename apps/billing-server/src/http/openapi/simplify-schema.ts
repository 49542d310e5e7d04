import { userIdPattern } from "@onekonsole/billing-contract";
import { z } from "zod";

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"]>;

/**
 * Corrects a generated schema. Removed is what readers and generated clients must not rely on: that a
 * response has no other fields, since a later release adds some; and bounds and patterns that only repeat a
 * type. Added is what zod cannot express: that a user id may be in upper case, and that a text is a URL.
 */
export const simplifySchema: Override = ({ zodSchema, jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  // A pattern of JSON Schema has no flags.
  if (jsonSchema.pattern === userIdPattern.source)
    jsonSchema.pattern = userIdPattern.source.replaceAll("a-f", "a-fA-F");
  if (zodSchema instanceof z.ZodURL) jsonSchema.format = "uri";
};
