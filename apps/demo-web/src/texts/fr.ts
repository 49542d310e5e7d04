import type { en } from "./en.ts";
import { layout } from "./fr/layout.ts";
import { orders } from "./fr/orders.ts";
import { staticPages } from "./fr/static-pages.ts";

/** The French texts. A narrow no-break space, written \u202f, stands before : ; ! ? and inside « ». */
export const fr: typeof en = { layout, orders, staticPages };
