import type { Browser } from "playwright";

/** Closes all pages at the end of a test; open ones follow their orders and slow down the next tests. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
