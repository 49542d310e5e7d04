import { layout } from "./en/layout.ts";
import { orders } from "./en/orders.ts";
import { staticPages } from "./en/static-pages.ts";

/** The English texts. */
export const en = { layout, orders, staticPages };
