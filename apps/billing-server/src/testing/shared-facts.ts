import { existsSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..", "..", "..", "..");

/** A folder or file of PayPal facts beside the repository; `null` where there is none. */
export function sharedPayPalFacts(name: string): string | null {
  const path = join(repository, "..", "shared", "facts", "paypal", name);
  return existsSync(path) ? path : null;
}
