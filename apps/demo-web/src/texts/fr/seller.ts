import type { seller as en } from "../en/seller.ts";

export const seller: typeof en = {
  heading: "Vendeur",
  siren: (siren) => `SIREN ${siren}`,
  vatId: (id) => `N° de TVA ${id}`,
  terms: "Conditions générales de vente",
};
