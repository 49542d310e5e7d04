import { isIPv4, isIPv6 } from "node:net";

/** Where a request came from, as its connection and the proxies in front of us say. */
export interface Origin {
  /** The other end of the connection. */
  readonly peer: string | undefined;
  readonly forwardedFor: string | undefined;
}

/**
 * The caller's network, for counting: his IPv4 address, or the /64 that an IPv6 customer has to himself.
 * `trustedHops` proxies of ours stand in front and each appends whom it saw to X-Forwarded-For; what
 * is left of those is the caller's own word and is not read. `null` when the hops are not known, since
 * then everybody would seem to come from the ingress.
 */
export function callerAddress(
  { peer, forwardedFor }: Origin,
  trustedHops: number | null,
): string | null {
  if (trustedHops === null) return null;
  const seen = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map((it) => it.trim());
  // From the right: the connection itself, then one entry for each proxy.
  const address = seen[seen.length - 1 - trustedHops];
  return address === undefined ? null : networkOf(address);
}

function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || isIPv4(address)) return mapped ?? address;
  if (!isIPv6(address)) return null;
  const [head = "", tail] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return `${groups.slice(0, 4).map(shortest).join(":")}::/64`;
}

const shortest = (group: string): string => group.replace(/^0+(?=.)/, "");
