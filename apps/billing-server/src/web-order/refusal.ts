import { z } from "zod";

/**
 * web-order's own words when it does not do something; what comes without them is not from it. Nor is
 * what has more: frameworks and gateways have an `error` beside a time, a status or a description.
 */
export const refusalSchema = z.strictObject({ error: z.string() });
