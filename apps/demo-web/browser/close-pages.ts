import type { Browser } from "playwright";
import { expect } from "vitest";
import { axeViolations } from "./axe.ts";
import { markupOf } from "./page-markup.ts";

// A quarter of the time of these tests is axe's, and most tests end on a page that another one ended on.
const checked = new Set<string>();

/** Closes all pages at the end of a test; open ones follow their orders and slow down the next tests. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/**
 * Closes all pages, each of which must be accessible as it is at the end of a test. Pages that differ in their texts
 * only are checked once.
 */
export async function closeAccessiblePages(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const violations: string[] = [];
  for (const page of pages) {
    const markup = await markupOf(page);
    if (checked.has(markup)) continue;
    violations.push(...(await axeViolations(page)));
    checked.add(markup);
  }
  await closePages(browser);
  expect(violations).toEqual([]);
}
