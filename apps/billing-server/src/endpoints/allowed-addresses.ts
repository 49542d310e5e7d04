import { BlockList, isIP } from "node:net";

/** Networks in the form `10.0.0.0/8`. */
type Networks = readonly string[];

/**
 * IPv4, and the only part of IPv6 that is given to networks of the internet: the registry "IANA Internet Protocol
 * Version 6 Address Space". Outside it are private addresses and many forms of IPv4 addresses, which a gateway may
 * translate to private ones, such as ::ffff:0:10.0.0.1 and 64:ff9b::10.0.0.1.
 */
const unicast: Networks = ["0.0.0.0/0", "2000::/3"];

/**
 * Addresses among these that are not public: special-purpose, multicast and reserved ones. Sources: the registries
 * "IANA IPv4 Special-Purpose Address Registry" and "IANA IPv6 Special-Purpose Address Registry" (RFC 6890).
 */
const notPublic: Networks = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // With Teredo (2001::/32), which translates to an IPv4 address, as 6to4 (2002::/16) does.
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
];

const loopback: Networks = ["127.0.0.0/8", "::1/128"];

/** Whether an address of one of the networks; IPv6 forms of an IPv4 address count as that. */
type IncludesAddress = (address: string) => boolean;

/**
 * Decides whether requests may go to an address: to a public one, or to one of the networks given. Anything
 * that is not an address is not allowed.
 */
export function allowedAddresses(
  networks: Networks,
  { allowsLoopback }: { readonly allowsLoopback: boolean },
): IncludesAddress {
  const isAllowed = inNetworks(allowsLoopback ? [...networks, ...loopback] : networks);
  const isUnicast = inNetworks(unicast);
  const isSpecial = inNetworks(notPublic);
  return (address) =>
    isIP(address) !== 0 && (isAllowed(address) || (isUnicast(address) && !isSpecial(address)));
}

function inNetworks(networks: Networks): IncludesAddress {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", length = ""] = network.split("/");
    list.addSubnet(address, Number(length), familyOf(address));
  }
  return (address) => list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
