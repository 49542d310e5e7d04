import { z } from "zod";

/**
 * The body of web-order's own error responses. A body with more fields is not web-order's: frameworks and
 * gateways add a time, a status or a description to `error`.
 */
export const refusalSchema = z.strictObject({ error: z.string() });
