import { z } from "zod";

const orderBody = z.object({
  paypal_id: z.string().min(1),
  // web-order checks only the length of each part: letters beyond f are accepted.
  user_id: z.string().regex(/^[0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}$/i),
  cluster_name: z
    .string()
    .max(63)
    .regex(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/),
  has_control_plane: z.boolean().default(false),
  has_monitoring: z.boolean().default(false),
  has_alerting: z.boolean().default(false),
  // Zero is treated as missing; negative numbers are accepted.
  images_storage: z.int().refine((gigabytes) => gigabytes !== 0),
  monitoring_storage: z.int().default(0),
});

/** One order as web-order stores and lists it. */
export interface OrderRow extends z.infer<typeof orderBody> {
  readonly id: number;
}

/** The row for a request body, without its id, or web-order's error message. */
export function readOrder(body: unknown): { row: Omit<OrderRow, "id"> } | { error: string } {
  const parsed = orderBody.safeParse(body);
  if (parsed.success) return { row: parsed.data };
  const fields = parsed.error.issues.map((issue) => issue.path.join(".") || "body");
  return { error: `validation failed: ${[...new Set(fields)].join(", ")}` };
}
