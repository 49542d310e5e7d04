import { isIPv4, isIPv6 } from "node:net";

/** The connection of a request and the proxies' header. */
export interface Origin {
  /** The remote address of the connection. */
  readonly peer: string | undefined;
  readonly forwardedFor: string | undefined;
}

/**
 * The caller's network for rate limits: the IPv4 address, or the /64 prefix of an IPv6 address. Each of
 * our `trustedHops` proxies appends the address it accepted from to X-Forwarded-For; entries before those
 * are set by the caller and ignored. With fewer entries than hops, the first entry counts; an unreadable
 * entry counts as the connection. `null` if the hops are unknown: all callers would share the ingress's
 * address.
 */
export function callerAddress(
  { peer = "", forwardedFor = "" }: Origin,
  trustedHops: number | null,
): string | null {
  if (trustedHops === null) return null;
  const entries = forwardedFor.trim() === "" ? [] : forwardedFor.split(",");
  const seen = [...entries.map((it) => it.trim()), peer];
  // From the right: the connection itself, then one entry per proxy.
  const address = seen[Math.max(0, seen.length - 1 - trustedHops)] ?? "";
  return toNetwork(withoutPort(address)) ?? toNetwork(peer);
}

/** Some proxies add the port, and brackets around an IPv6 address. */
function withoutPort(entry: string): string {
  const [, ipv6, ipv4] = /^"?(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)"?$/.exec(entry) ?? [];
  return ipv6 ?? ipv4 ?? entry;
}

function toNetwork(address: string): string | null {
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  const groups = ipv6Groups(address);
  const front = groups.slice(0, 4);
  const isMapped = front.every((it) => it === "0") && groups[4] === "0" && groups[5] === "ffff";
  return isMapped ? groups.slice(6).flatMap(groupBytes).join(".") : `${front.join(":")}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function ipv6Groups(address: string): string[] {
  // A URL normalises the address.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [front = [], back = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((half) => half.split(":").filter((it) => it !== ""));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...zeros, ...back];
}

function groupBytes(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
