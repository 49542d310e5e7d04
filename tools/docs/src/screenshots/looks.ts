import type { Page } from "playwright";

const desktop = { device: "desktop", viewport: { width: 1280, height: 800 } };
const phone = { device: "phone", viewport: { width: 375, height: 667 } };
// The narrowest window that the Web Content Accessibility Guidelines require, and a palette of the system's.
const narrow = { device: "narrow-forced", viewport: { width: 320, height: 568 } };

const inColors = (
  size: typeof desktop,
  colorScheme: "light" | "dark",
  forcedColors: "active" | "none" = "none",
) => ({ ...size, colorScheme, forcedColors, name: `${colorScheme}-${size.device}` });

/** The variants in which each state of a page is shown. */
export const looks = [
  inColors(desktop, "light"),
  inColors(phone, "light"),
  inColors(desktop, "dark"),
  inColors(phone, "dark"),
  inColors(narrow, "light", "active"),
];

/** Puts the page into one variant, in a window of the page's own height: what sticks to its edge is there. */
export async function applyLook(page: Page, look: (typeof looks)[number]): Promise<void> {
  const { colorScheme, forcedColors } = look;
  await page.emulateMedia({ colorScheme, forcedColors });
  await page.setViewportSize(look.viewport);
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.setViewportSize({ ...look.viewport, height });
}

/** The whole page, without the text cursor, at one image pixel per CSS pixel. */
export async function shoot(page: Page, path: string, fullPage = true): Promise<void> {
  await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)");
  await page.screenshot({ path, fullPage, scale: "css" });
}
