import { Link } from "react-router";
import { OtherUsers } from "../account/other-users.tsx";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";

/** Shown for an order that does not exist or belongs to another user; the service does not say which. */
export function UnknownOrder({ orderId }: { readonly orderId: string }) {
  const texts = useLanguage().texts.unknownOrder;
  return (
    <div className="narrow">
      <PageHeading title={texts.title}>{texts.lead(orderId)}</PageHeading>
      <OtherUsers />
      <div className="actions">
        <Link to="/orders" className="button button-primary">
          {texts.yourOrders}
        </Link>
        <Link to="/" className="button">
          {texts.order}
        </Link>
      </div>
    </div>
  );
}
