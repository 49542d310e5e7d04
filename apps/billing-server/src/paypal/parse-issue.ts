import { z } from "zod";

const errorSchema = z.object({
  name: z.string().optional(),
  error: z.string().optional(),
  debug_id: z.string().optional(),
  details: z.array(z.object({ issue: z.string() })).optional(),
});

/** The issue code of an error response in either of PayPal's two shapes; "" if there is none. */
export function parseIssue(body: unknown): { issue: string; debugId: string | undefined } {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { issue: "", debugId: undefined };
  const { details, name, error, debug_id: debugId } = parsed.data;
  return { issue: details?.[0]?.issue ?? error ?? name ?? "", debugId };
}
