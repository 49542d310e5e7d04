import { createHash } from "node:crypto";
import { errorCatalog } from "@onekonsole/billing-contract";
import { procedures } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { serveApp } from "../testing/served-app.ts";

async function page() {
  await using app = await serveApp();
  const response = await fetch(`${app.url}/docs`);
  return { headers: response.headers, text: await response.text() };
}

test("/docs has every procedure and every error, as HTML", async () => {
  const { headers, text } = await page();
  expect(headers.get("content-type")).toBe("text/html; charset=UTF-8");
  for (const [group, members] of Object.entries(procedures))
    for (const [name, { summary }] of Object.entries(members)) {
      expect(text).toContain(`<h3 id="${group}.${name}">`);
      expect(text).toContain(summary.replaceAll("'", "&#39;"));
    }
  for (const code of Object.keys(errorCatalog)) expect(text).toContain(`<tr id="${code}">`);
  expect(text).toContain("<code>POST /order/create</code>");
});

test("/docs links only to existing anchors", async () => {
  const { text } = await page();
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...text.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});

test("a browser shows /docs with its own style and loads nothing else", async () => {
  const { headers, text } = await page();
  const [, style = ""] = /<style>([^]*)<\/style>/.exec(text) ?? [];
  const digest = createHash("sha256").update(style).digest("base64");
  expect(headers.get("content-security-policy")).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; frame-ancestors 'none'`,
  );
  expect(text).not.toMatch(/<script|<link|<img|src=|url\(/);
});
