import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Page } from "playwright";
import { payPalButtonShown, submitForm } from "./checkout-actions.ts";
import { shoot } from "./looks.ts";
import { startSandboxWeb } from "./start-sandbox-web.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "docs", "images");

const desktop = { width: 1080, height: 720 };
const wide = { width: 1440, height: 900 };
const phone = { width: 360, height: 720 };

/** Buys a cluster in Chromium, plays a scenario at the desk, and returns the files of the pictures. */
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
    const checkout = await picture(page, "checkout.png");
    await pay(page);
    const order = await picture(page, "order.png");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(phone);
    const onPhone = await picture(page, "order-phone-dark.png");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(wide);
    await page.goto(`${web.url}/desk`);
    await playScenario(page, "dispute after delivery, reopened");
    return [checkout, order, onPhone, await picture(page, "desk.png", false)];
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
  await payPalButtonShown(page);
}

async function pay(page: Page): Promise<void> {
  await submitForm(page);
  await page.waitForURL(/\/checkoutnow\?token=/);
  await page.getByRole("button", { name: /pay now/i }).click();
  await page.locator("[data-state=provisioned][data-progress=done]").waitFor();
}

async function playScenario(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Play: ${name}` }).click();
  await page.getByText(`${name}: as expected.`).waitFor();
  await page.getByText("dispute_opened").first().waitFor();
  await page.evaluate("document.querySelector('.scenarios').scrollTop = 0");
}

async function picture(page: Page, name: string, fullPage = true): Promise<string> {
  const path = join(folder, name);
  await shoot(page, path, fullPage);
  return path;
}
