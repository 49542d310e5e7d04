/** Where the roles are in a token: under a claim of that name, else at the end of a path of claims. */
export interface RolesClaim {
  /** A name that may have dots of its own; absent where the path was spelled out. */
  readonly name?: string;
  readonly path: readonly string[];
}

/** The roles in verified claims: the texts of a list, or the words of a text. */
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
