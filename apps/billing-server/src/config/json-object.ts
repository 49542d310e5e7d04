import { z } from "zod";

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
