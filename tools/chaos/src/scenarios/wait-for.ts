import type { Customer } from "../customers/customer.ts";

export interface Wait {
  readonly longestMs: number;
}

/** Polls a condition about twice a second; resolves with `false` if it never held in that time. */
export async function waitFor(
  customer: Pick<Customer, "pause">,
  isMet: () => Promise<boolean>,
  { longestMs }: Wait,
): Promise<boolean> {
  const deadline = performance.now() + longestMs;
  for (;;) {
    if (await isMet()) return true;
    if (performance.now() >= deadline) return false;
    await customer.pause(800);
  }
}
