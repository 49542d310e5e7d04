export const seller = {
  heading: "Seller",
  siren: (siren: string) => `SIREN ${siren}`,
  vatId: (id: string) => `VAT number ${id}`,
  terms: "Terms of sale",
};
