import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** An id in the format of PayPal's orders, captures and accounts: capital letters and digits. */
export function newId(length = 17): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** A value for PayPal-Debug-Id: 13 hex digits. */
export function newDebugId(): string {
  return randomBytes(7).toString("hex").slice(0, 13);
}
