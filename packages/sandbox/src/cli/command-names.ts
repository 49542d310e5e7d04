import { type Route, routes } from "../control/route.ts";

/** A name as it is typed: `captureInBrowser` is `capture-in-browser`. */
export const typed = (name: string): string =>
  name
    .replaceAll("PayPal", "Paypal")
    .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** The operation of a typed group and verb. */
export function findCommand(group: string, verb: string): Route | undefined {
  return routes.find((route) => typed(route.group) === group && typed(route.verb) === verb);
}

/** The fields of an operation that its path contains; they are positional arguments. */
export const positionalFields = ({ operation }: Route): string[] =>
  [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field as string);
