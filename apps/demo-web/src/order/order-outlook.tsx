import type { Order } from "@onekonsole/billing-contract";
import type { OrderState } from "@onekonsole/billing-contract";
import { CopyButton } from "../copy-button.tsx";
import { useLanguage } from "../language/use-language.tsx";
import { consoleLink } from "./console-link.ts";
import { outlookSentences } from "./outlook-sentences.ts";

interface OrderOutlookProps {
  /** The seller's address for questions. */
  readonly email: string | undefined;
  /** The newest state, which may be newer than the order. */
  readonly state: OrderState;
  readonly order: Order;
}

/** What happens to an order next, how long that takes, and what to quote in a question. */
export function OrderOutlook({ state, order, email }: OrderOutlookProps) {
  const shown = useLanguage();
  const { outlook } = shown.texts;
  const consoleUrl = consoleLink(import.meta.env.VITE_CONSOLE_URL, order);
  return (
    <section className="card outlook" aria-labelledby="outlook-heading">
      <h2 id="outlook-heading">{outlook.title}</h2>
      <div aria-live="polite">
        {outlookSentences(state, order, shown).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {state === "provisioned" && consoleUrl && (
        <a href={consoleUrl} className="button button-primary">
          {outlook.openCluster}
        </a>
      )}
      <p>
        {outlook.contact} <code>{order.order_id}</code> <CopyButton text={order.order_id} />
      </p>
      {email && (
        <a href={`mailto:${email}?subject=${encodeURIComponent(order.order_id)}`}>
          {outlook.writeTo(email)}
        </a>
      )}
    </section>
  );
}
