import { expect, test } from "vitest";
import { startSandbox } from "../start-sandbox.ts";

test("every port shows a page, whose links lead somewhere", async () => {
  await using sandbox = await startSandbox();
  const { paypal, webOrder, issuer, controlUrl } = sandbox;
  for (const url of [paypal.url, webOrder.url, issuer.url, controlUrl]) {
    const response = await fetch(new URL("/", url));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(links.length).toBeGreaterThan(1);
    for (const href of links) expect((await fetch(href)).status, href).toBe(200);
    expect(page).toContain("<code>curl ");
  }
});

test("other requests to the root are the simulator's", async () => {
  await using sandbox = await startSandbox();
  expect((await fetch(sandbox.paypal.url, { method: "POST" })).status).toBe(404);
});
