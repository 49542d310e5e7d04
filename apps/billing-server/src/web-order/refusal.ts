import { z } from "zod";

/** web-order's own words when it does not do something; what comes without them is not from it. */
export const refusalSchema = z.object({ error: z.string() });
