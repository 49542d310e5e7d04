import type { Operation, OperationGroup } from "./operation.ts";
import { controlPath } from "./operation.ts";
import { operations, type Operations } from "./operations/index.ts";

/** An operation with its place in the API. */
export interface Route {
  /** As in `orders.approve`. */
  readonly name: string;
  readonly group: keyof Operations;
  readonly verb: string;
  readonly operation: Operation;
}

/** Every operation, in the order of the declarations. */
export const routes: readonly Route[] = Object.entries(operations).flatMap(([group, members]) =>
  Object.entries(members as OperationGroup).map(([verb, operation]) => ({
    name: `${group}.${verb}`,
    group: group as keyof Operations,
    verb,
    operation,
  })),
);

const matchers = routes.map((route) => ({
  route,
  pattern: new RegExp(
    `^${controlPath}${route.operation.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`,
  ),
}));

/** Whether every escape of a path is valid. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** The operations at a path, with the fields that the path contains. */
export function findRoutes(pathname: string): { route: Route; fields: Record<string, string> }[] {
  if (!isDecodable(pathname)) return [];
  return matchers.flatMap(({ route, pattern }) => {
    const found = pattern.exec(pathname);
    if (!found) return [];
    const fields = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return [{ route, fields: Object.fromEntries(fields) as Record<string, string> }];
  });
}
