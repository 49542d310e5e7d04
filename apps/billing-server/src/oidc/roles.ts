/** The location of the roles in a token: a claim of this name, otherwise a path of nested claims. */
export interface RolesClaim {
  /** May contain dots; absent if the configuration specifies a path. */
  readonly name?: string;
  readonly path: readonly string[];
}

/** The roles in verified claims: the strings of a list, or the words of a space-separated string. */
export function rolesIn(
  claims: Readonly<Record<string, unknown>>,
  { name, path }: RolesClaim,
): ReadonlySet<string> {
  const named = name === undefined ? undefined : own(claims, name);
  const found = named ?? path.reduce<unknown>(own, claims);
  const list = typeof found === "string" ? found.split(" ") : found;
  if (!Array.isArray(list)) return new Set();
  return new Set(list.filter((role) => typeof role === "string"));
}

const own = (node: unknown, key: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;
