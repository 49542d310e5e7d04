import type { Page } from "playwright";
import { describe, expect, test } from "vitest";

interface DocsPageFixture {
  /** A page of a new profile, closed and checked after the test. */
  readonly open: () => Promise<Page>;
  /** The address of a service with a simulated issuer. */
  readonly serviceUrl: () => string;
}

/** Tests of the page /docs, for a file that has a service, its issuer and a browser. */
export function testDocsPage({ open, serviceUrl }: DocsPageFixture): void {
  describe("the API reference", () => {
    test("sends requests as a user of the sandbox, and shows the response", async () => {
      const page = await open();
      const requested: string[] = [];
      page.on("request", (request) => requested.push(new URL(request.url()).origin));
      await page.goto(`${serviceUrl()}/docs`);
      await expect.poll(() => page.getByLabel("Token", { exact: true }).inputValue()).not.toBe("");
      const form = page.getByRole("form", { name: "Try order.create" });
      await form.getByRole("button", { name: "Send" }).click();
      await form.getByText("200").waitFor();
      expect(await form.getByLabel("Body", { exact: true }).last().textContent()).toContain(
        '"status": "CREATED"',
      );
      expect(await form.getByLabel("Headers").textContent()).toContain("x-request-id: ");
      expect(await page.getByLabel("Shell").textContent()).toContain(serviceUrl());
      // The service and its issuer.
      expect(new Set(requested).size).toBe(2);
    });

    test("is accessible in the dark and on a phone, where a button opens the contents", async () => {
      const page = await open();
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${serviceUrl()}/docs`);
      const contents = page.getByRole("navigation", { name: "Contents" });
      expect(await contents.isVisible()).toBe(false);
      await page.getByRole("button", { name: "Contents" }).click();
      await contents.getByLabel("Filter").fill("receipt.pdf");
      await contents.getByRole("link", { name: "receipt.pdf" }).click();
      expect(await contents.isVisible()).toBe(false);
      expect(new URL(page.url()).hash).toBe("#orderReceiptPdf");
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow).toBe(0);
      await page.getByRole("button", { name: "Contents" }).click();
    });
  });
}
