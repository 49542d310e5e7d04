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
 * is left of those is the caller's own word and is not read. Whoever came past some of them is the
 * farthest that is known, and where no address can be read there, the connection is counted. `null`
 * when the hops are not known, since then everybody would seem to come from the ingress.
 */
export function callerAddress(
  { peer = "", forwardedFor = "" }: Origin,
  trustedHops: number | null,
): string | null {
  if (trustedHops === null) return null;
  const entries = forwardedFor.trim() === "" ? [] : forwardedFor.split(",");
  const seen = [...entries.map((it) => it.trim()), peer];
  // From the right: the connection itself, then one entry for each proxy.
  const address = seen[Math.max(0, seen.length - 1 - trustedHops)] ?? "";
  return networkOf(withoutPort(address)) ?? networkOf(peer);
}

/** Some proxies write the port too, and then brackets around an IPv6 address. */
function withoutPort(entry: string): string {
  const [, ipv6, ipv4] = /^"?(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)"?$/.exec(entry) ?? [];
  return ipv6 ?? ipv4 ?? entry;
}

function networkOf(address: string): string | null {
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address);
  const front = groups.slice(0, 4);
  const isMapped = front.every((it) => it === "0") && groups[4] === "0" && groups[5] === "ffff";
  return isMapped ? groups.slice(6).flatMap(bytesOf).join(".") : `${front.join(":")}::/64`;
}

/** The eight groups of an IPv6 address, each as short as it can be. */
function groupsOf(address: string): string[] {
  // A URL writes the address in the one canonical way.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [front = [], back = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((half) => half.split(":").filter((it) => it !== ""));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...zeros, ...back];
}

function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
