import { createHash } from "node:crypto";
import { errorCatalog } from "@onekonsole/billing-contract";
import { declarations } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import { operations } from "../openapi/operations.ts";
import { outgoingWebhooks, webhookSignature } from "../openapi/outgoing-webhooks.ts";
import { renderDocs } from "./docs-page.ts";

const issuer = "http://127.0.0.1:4000/realms/onekonsole";
const page = renderDocs({ canTry: true, issuer });
const withoutForms = renderDocs({ canTry: false, issuer });

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The text of a section, up to the next one. */
const sectionOf = (id: string): string =>
  page.text.slice(page.text.indexOf(`id="${id}"`)).split("</section>")[0] ?? "";

describe("the page", () => {
  test.each([...declarations])(
    "has a section for %s with its errors",
    (path, { summary, errors }) => {
      const section = sectionOf(path);
      expect(section).toContain(summary.replaceAll("'", "&#39;"));
      for (const code of errors) expect(section).toContain(`<code>${code}</code>`);
    },
  );

  test.each(operations.map((each) => [each.path, each] as const))(
    "has the route %s with a command",
    (path, { id, procedure, method }) => {
      const section = sectionOf(procedure ?? id);
      expect(section).toContain(`data-method="${method}"`);
      expect(section).toContain(`<code>${path}</code>`);
      expect(section).toContain(`<code>curl &quot;$BILLING_URL${path}`);
    },
  );

  test("has the status, next step and text of every error", () => {
    const table = sectionOf("errors");
    for (const [code, { status, action }] of Object.entries(errorCatalog)) {
      expect(table).toContain(`<code id="${code}">`);
      expect(table).toContain(`<td>${status}</td>`);
      expect(table).toContain(`<strong>${action}</strong>`);
    }
  });

  test("has no id twice, and links and labels refer to existing ones", () => {
    const ids = matches(page.text, / id="([^"]+)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const wanted = [
      ...matches(page.text, / href="#([^"]+)"/g),
      ...matches(page.text, / (?:for|aria-labelledby|popovertarget)="([^"]+)"/g),
    ];
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("has the requests that endpoints receive, with each header", () => {
    for (const [name, { post }] of Object.entries(outgoingWebhooks)) {
      const section = sectionOf(name);
      expect(page.text).toContain(`href="#${name}"`);
      expect(section).toContain("#schema-Event");
      for (const header of [...post.parameters, webhookSignature])
        expect(section).toContain(`<code class="name">${header.name}</code>`);
    }
  });

  test("says where a customer's token does not suffice", () => {
    const tried = [...declarations].filter(([path]) => sectionOf(path).includes("<form"));
    const hinted = tried.filter(([path]) => sectionOf(path).includes('href="#token-form"'));
    expect(hinted).toEqual(
      tried.filter(([, { access }]) => access === "service" || access === "operator"),
    );
  });

  test("shows a request in the shell and with the client", () => {
    const section = sectionOf("order.approve");
    expect(section).toContain("-H &quot;Authorization: Bearer $TOKEN&quot;");
    expect(section).toContain("await billing.order.approve.mutate({");
    expect(sectionOf("order.watch")).toContain("curl -N -G");
    expect(sectionOf("orderReceiptPdf")).toContain("await billing.receiptPdf(");
  });
});

describe("a browser that shows the page", () => {
  test.each([
    ["with forms", page, 2],
    ["without", withoutForms, 1],
  ])("runs its own style and scripts only: %s", (_, { text, policy }, count) => {
    const scripts = matches(text, /<script>([^]*?)<\/script>/g);
    expect(scripts).toHaveLength(count);
    const [style = ""] = matches(text, /<style>([^]*?)<\/style>/g);
    expect(policy).toContain(`style-src ${digest(style)};`);
    expect(policy).toContain(`script-src ${scripts.map(digest).join(" ")};`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(text).not.toMatch(/<link|<img|<iframe| src=| style=| on\w+=|url\(/);
  });

  test("may send requests to the service and to the issuer only, and only from forms", () => {
    expect(page.policy).toContain("connect-src 'self' http://127.0.0.1:4000;");
    expect(withoutForms.policy).not.toContain("connect-src");
    expect(withoutForms.text).not.toMatch(/<form|<textarea/);
  });

  test("has a form for every request except streams and PayPal's own", () => {
    const forms = matches(page.text, /<form[^>]* data-path="([^"]+)"/g);
    const expected = [
      ...[...declarations].flatMap(([path, { rest, kind }]) =>
        rest ? [rest.path] : kind === "subscription" ? [] : [`/trpc/${path}`],
      ),
      ...operations.flatMap((each) =>
        each.procedure === null && each.access !== "paypal" ? [each.path] : [],
      ),
    ];
    expect(forms.toSorted()).toEqual(expected.toSorted());
  });
});
