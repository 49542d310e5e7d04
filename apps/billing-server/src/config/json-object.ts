import { z } from "zod";
import { httpUrl } from "./field-rules.ts";

/** Parses a JSON object; `null` for anything else. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

// PostgreSQL rejects U+0000 and lone surrogates in jsonb, so no order with such a text could be stored.
// https://www.postgresql.org/docs/current/datatype-json.html
const isStorable = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);
const storableRule = "must not contain control characters or unpaired surrogates";

/** A text on documents. */
export const documentText = (max: number) => {
  const rule = `must be a text of 1 to ${max} characters`;
  return z.string(rule).trim().min(1, rule).max(max, rule).refine(isStorable, storableRule);
};

/** A URL on documents. The parser ignores or replaces characters that the database rejects. */
export const documentUrl = () => httpUrl().refine(isStorable, storableRule);

/** Rejects other fields, without repeating their names: one may be a misplaced secret. */
export const onlyFields = (shape: object) => ({
  error: ({ code }: { readonly code: string }) =>
    code === "unrecognized_keys"
      ? `has an unknown field; the fields are ${Object.keys(shape).join(", ")}`
      : undefined,
});

/** Parses a JSON object of a schema. Faults name the field, and never repeat its value. */
export const jsonObject = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  z.string().transform((text, context): z.output<Schema> => {
    const object = parseJsonObject(text);
    const parsed = object && schema.safeParse(object);
    if (parsed?.success) return parsed.data;
    const issues = parsed?.error.issues ?? [{ path: [], message: `must be ${description}` }];
    for (const { path, message } of issues)
      context.addIssue({ code: "custom", path: [...path], message });
    return z.NEVER;
  });
