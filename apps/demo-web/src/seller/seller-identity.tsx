import { safeLink } from "@onekonsole/billing-client/react";
import type { Seller } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";

/** Who sells: name, address, registrations, contact and terms. */
export function SellerIdentity({ seller }: { readonly seller: Seller }) {
  const texts = useLanguage().texts.seller;
  const { name, address, siren, vat_id, email } = seller;
  const terms = safeLink(seller.terms_url);
  return (
    <section className="seller" aria-labelledby="seller-heading">
      <h2 id="seller-heading">{texts.heading}</h2>
      <address>
        <span>{[name, ...address].join(", ")}</span>
        {siren && <span>{texts.siren(siren)}</span>}
        {vat_id && <span>{texts.vatId(vat_id)}</span>}
        <a href={`mailto:${email}`}>{email}</a>
        {terms && <a href={terms}>{texts.terms}</a>}
      </address>
    </section>
  );
}
