import { pluralIn } from "../../language/plural.ts";

const plural = pluralIn("en");

export const history = {
  title: "What happened",
  earlier: (count: number) =>
    plural(count, { one: `${count} earlier event`, other: `${count} earlier events` }),
};
