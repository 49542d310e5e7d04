import { expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { SellerIdentity } from "./seller-identity.tsx";

const seller = {
  name: "Emetral",
  address: ["1 rue de l’Exemple", "75001 Paris"],
  siren: "123456789",
  vat_id: "FR12123456789",
  email: "contact@example.org",
  terms_url: "https://example.org/terms",
};

test("the seller's identity has name, address, registrations, contact and terms", () => {
  expect(renderTexts(<SellerIdentity seller={seller} />)).toEqual([
    "Seller",
    "Emetral, 1 rue de l’Exemple, 75001 Paris",
    "SIREN 123456789",
    "VAT number FR12123456789",
    "contact@example.org",
    "Terms of sale",
  ]);
});

test("the seller's identity has no row for what is not configured, and no unsafe link", () => {
  const bare = { ...seller, siren: null, vat_id: null, terms_url: "javascript:alert(1)" };
  const html = renderHtml(<SellerIdentity seller={bare} />);
  expect(html).not.toMatch(/SIREN|VAT|javascript/);
  expect(html).toContain('href="mailto:contact@example.org"');
});
