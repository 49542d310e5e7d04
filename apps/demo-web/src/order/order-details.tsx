import type { Order } from "@onekonsole/billing-contract";
import type { Money, OptionName } from "@onekonsole/billing-contract/browser";
import type { ReactNode } from "react";
import type { Formats } from "../language/formats.ts";
import { useLanguage } from "../language/use-language.tsx";

const missing = "–";

interface OptionRow {
  readonly term: string;
  readonly show: (details: Order["order_details"], formats: Formats) => string;
}

/** One row per option, so that none can be left out. The storage of monitoring is in its own row. */
const optionRows: Readonly<Record<Exclude<OptionName, "monitoring_storage">, OptionRow>> = {
  images_storage: {
    term: "Image storage",
    show: (details, { gigabytes }) => gigabytes(details.images_storage),
  },
  has_monitoring: {
    term: "Monitoring",
    show: (details, { gigabytes }) =>
      details.has_monitoring ? gigabytes(details.monitoring_storage) : "No",
  },
  has_alerting: { term: "Alerting", show: (details) => (details.has_alerting ? "Yes" : "No") },
};

/** The order's details, payment and delivery. */
export function OrderDetails({ order }: { readonly order: Order | undefined }) {
  const { formats } = useLanguage();
  const details = order?.order_details;
  return (
    <section className="card" aria-labelledby="details-heading">
      <h2 id="details-heading">Details</h2>
      <dl className="details">
        <Row term="Cluster name">{details?.cluster_name}</Row>
        {Object.values(optionRows).map(({ term, show }) => (
          <Row key={term} term={term}>
            {details && show(details, formats)}
          </Row>
        ))}
        <Row term="Ordered">{order && formats.time(order.create_time)}</Row>
        {order?.state === "awaiting_approval" ? (
          <Row term="Approve by">{formats.time(order.approve_before)}</Row>
        ) : (
          <Row term="Paid">{order?.paid_time && formats.time(order.paid_time)}</Row>
        )}
        {order?.refunded_amount && (
          <Row term="Refunded">{refundText(order.amount, order.refunded_amount, formats)}</Row>
        )}
        <Row term="Paid to">{order?.payee_email}</Row>
        <Row term="PayPal order ID">{order && <code>{order.order_id}</code>}</Row>
        <Row term="Provisioning number">{order?.web_order_id}</Row>
      </dl>
      <p className="bill-total">
        <span>Total</span>
        <strong data-testid="total">{order ? formats.money(order.amount) : missing}</strong>
      </p>
    </section>
  );
}

/** The whole amount, or the part of it. */
function refundText(amount: Money, refunded: Money, { money }: Formats): string {
  const isWhole = refunded.value === amount.value;
  return isWhole ? money(refunded) : `${money(refunded)} of ${money(amount)}`;
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children ?? missing}</dd>
    </div>
  );
}
