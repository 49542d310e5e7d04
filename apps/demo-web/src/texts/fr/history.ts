import { pluralIn } from "../../language/plural.ts";
import type { history as en } from "../en/history.ts";

const plural = pluralIn("fr");

export const history: typeof en = {
  title: "Ce qui s’est passé",
  earlier: (count) =>
    plural(count, { one: `${count} événement antérieur`, other: `${count} événements antérieurs` }),
};
