import { useLanguage } from "../language/use-language.tsx";
import { Notice } from "../notice.tsx";

/** Says that PayPal declined the payment of an order that can still be approved. */
export function DeclinedNotice({ role }: { readonly role?: "alert" }) {
  const { order } = useLanguage().texts;
  return (
    <Notice tone="error" role={role}>
      <p>{order.declined}</p>
    </Notice>
  );
}
