import type { Browser } from "playwright";
import { expect } from "vitest";
import { axeViolations } from "./axe.ts";

/** Closes all pages at the end of a test; open ones follow their orders and slow down the next tests. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** Closes all pages, each of which must be accessible as it is at the end of a test. */
export async function closeAccessiblePages(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const violations: string[] = [];
  for (const page of pages) violations.push(...(await axeViolations(page)));
  await closePages(browser);
  expect(violations).toEqual([]);
}
