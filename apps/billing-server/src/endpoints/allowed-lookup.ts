import { lookup as resolve, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";

/** The code of an error for a host without an allowed address. */
export const addressNotAllowed = "ADDRESS_NOT_ALLOWED";

/**
 * A `lookup` for connections that returns allowed addresses only. The connection goes to exactly the addresses
 * that were checked, so a name that resolves to another address the next time gains nothing.
 */
export function allowedLookup(
  isAllowed: (address: string) => boolean,
  resolveAll: ResolveAll = resolve,
): LookupFunction {
  return (hostname, options, callback) => {
    resolveAll(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) return callback(notAllowedError(), []);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

type ResolveAll = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** For a host that has no allowed address. */
export const notAllowedError = (): NodeJS.ErrnoException =>
  Object.assign(new Error("The endpoint has no allowed address."), { code: addressNotAllowed });
