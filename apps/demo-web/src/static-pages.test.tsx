import { describe, expect, test } from "vitest";
import { CancelPage } from "./checkout/cancel-page.tsx";
import { Layout } from "./layout.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { renderHtml, renderTexts } from "./testing/render.fixture.tsx";

const links = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe("the page after a cancellation", () => {
  test("states that no money was taken, and leads back to the form and to the order", () => {
    const page = <CancelPage orderId="A&B" />;
    expect(renderTexts(page).join(" ")).toMatch(/no money was taken/i);
    expect(links(renderHtml(page))).toEqual(["/", "/order?id=A%26B"]);
  });

  test("leads to the form alone without an order", () => {
    expect(links(renderHtml(<CancelPage orderId={undefined} />))).toEqual(["/"]);
  });
});

test("the page for an unknown address leads to the checkout", () => {
  expect(links(renderHtml(<NotFoundPage />))).toEqual(["/"]);
});

test.each([
  ["cancelled", <CancelPage key="cancel" orderId="A" />],
  ["unknown", <NotFoundPage key="unknown" />],
])("the page of a %s order has one first-level heading that can be focused", (_, page) => {
  expect(renderHtml(page).match(/<h1 tabindex="-1">/g)).toHaveLength(1);
});

test("every page states that PayPal is simulated, and has no user to switch without an issuer", () => {
  const texts = renderTexts(<Layout>content</Layout>);
  expect(texts).toContain("content");
  expect(texts.join(" ")).toMatch(/PayPal is simulated/);
  expect(texts.join(" ")).not.toContain("Signed in as");
});
