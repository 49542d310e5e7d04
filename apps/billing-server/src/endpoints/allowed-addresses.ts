import { BlockList, isIP } from "node:net";

/** Networks in the form `10.0.0.0/8`. */
type Networks = readonly string[];

/**
 * Addresses that are not public: special-purpose, multicast and reserved ones. Sources: the registries "IANA
 * IPv4 Special-Purpose Address Registry" and "IANA IPv6 Special-Purpose Address Registry" (RFC 6890).
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
  "::/96",
  // Addresses that translate to an IPv4 address, which may be private.
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
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
  const isBlocked = inNetworks(notPublic);
  return (address) => isIP(address) !== 0 && (isAllowed(address) || !isBlocked(address));
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
