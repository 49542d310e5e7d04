import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { Link } from "../link.tsx";

/** The page after a cancellation at PayPal; the order itself stays open until it expires. */
export function CancelPage({ orderId }: { readonly orderId: string | undefined }) {
  const texts = useLanguage().texts.staticPages.cancelled;
  return (
    <div className="narrow">
      <PageHeading title={texts.title}>{texts.lead}</PageHeading>
      <div className="actions">
        <Link to="/" className="button button-primary">
          {texts.back}
        </Link>
        {orderId && (
          <Link to={`/order?id=${encodeURIComponent(orderId)}`} className="button">
            {texts.showOrder}
          </Link>
        )}
      </div>
      <p className="fine-print">{texts.formIsKept}</p>
    </div>
  );
}
