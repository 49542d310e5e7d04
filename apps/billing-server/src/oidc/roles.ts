/** The roles under a claim: by its name as it stands, which may have dots of its own, else by its path. */
export function rolesIn(
  claims: Readonly<Record<string, unknown>>,
  claim: string,
): ReadonlySet<string> {
  const found = own(claims, claim) ?? claim.split(".").reduce<unknown>(own, claims);
  const list = typeof found === "string" ? found.split(" ") : found;
  if (!Array.isArray(list)) return new Set();
  return new Set(list.filter((role) => typeof role === "string"));
}

const own = (node: unknown, key: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;
