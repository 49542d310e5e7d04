import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { orderPath } from "../order-path.ts";

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
          <Link to={orderPath(orderId)} className="button">
            {texts.showOrder}
          </Link>
        )}
      </div>
      <p className="fine-print">{texts.formIsKept}</p>
    </div>
  );
}
