import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Page } from "playwright";
import { startSandboxWeb } from "./start-sandbox-web.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "docs", "images");

const desktop = { width: 1080, height: 720 };
const phone = { width: 360, height: 720 };

/** Buys a cluster in Chromium and returns the files of its pictures. */
export async function takeScreenshots(): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  await using web = await startSandboxWeb();
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB" });
    const page = await context.newPage();
    await page.setViewportSize(desktop);
    await page.goto(web.url);
    await fillCheckout(page);
    const checkout = await shoot(page, "checkout.png");
    await pay(page);
    const order = await shoot(page, "order.png");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(phone);
    return [checkout, order, await shoot(page, "order-phone-dark.png")];
  } finally {
    await browser.close();
  }
}

async function fillCheckout(page: Page): Promise<void> {
  await page.getByLabel("Signed in as").and(page.locator(":enabled")).waitFor();
  await page.getByLabel("Cluster name").fill("my-cluster");
  await page.getByLabel("Image storage (GB)", { exact: true }).fill("10");
  for (const option of ["Monitoring", "Alerting"])
    await page.getByLabel(option, { exact: true }).check({ force: true });
  await page.getByTestId("total").getByText(/\d/).waitFor();
}

async function pay(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  await page.waitForURL(/\/checkoutnow\?token=/);
  await page.getByRole("button", { name: /pay now/i }).click();
  await page.locator("[data-state=provisioned][data-progress=done]").waitFor();
}

/** The whole page, without the text cursor, at one image pixel per CSS pixel. */
async function shoot(page: Page, name: string): Promise<string> {
  const path = join(folder, name);
  await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)");
  await page.screenshot({ path, fullPage: true, scale: "css" });
  return path;
}
