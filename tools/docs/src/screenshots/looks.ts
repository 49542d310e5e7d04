import type { Page } from "playwright";

/** The variants in which each state of a page is shown. */
export const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [
    { device: "desktop", viewport: { width: 1280, height: 800 } },
    { device: "phone", viewport: { width: 375, height: 667 } },
  ].map((size) => ({ ...size, colorScheme, name: `${colorScheme}-${size.device}` })),
);

/** Puts the page into one variant, in a window of the page's own height: what sticks to its edge is there. */
export async function applyLook(page: Page, look: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: look.colorScheme });
  await page.setViewportSize(look.viewport);
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.setViewportSize({ ...look.viewport, height });
}

/** The whole page, without the text cursor, at one image pixel per CSS pixel. */
export async function shoot(page: Page, path: string, fullPage = true): Promise<void> {
  await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)");
  await page.screenshot({ path, fullPage, scale: "css" });
}
