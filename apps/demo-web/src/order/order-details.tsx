import type { Order } from "@onekonsole/billing-contract";
import type { OptionName } from "@onekonsole/billing-contract";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { BillLines } from "../bill/bill-lines.tsx";
import { BillTotal } from "../bill/bill-total.tsx";
import { placedBill } from "../bill/bill.ts";
import type { Formats } from "../language/formats.ts";
import { useLanguage } from "../language/use-language.tsx";
import { receiptPath } from "../order-path.ts";
import type { Texts } from "../texts/load-texts.ts";

const missing = "–";

type DetailTexts = Texts["order"]["details"];
type OptionRow = Exclude<OptionName, "monitoring_storage">;
type ShowOption = (details: Order["order_details"], shown: OptionFormats) => string;

interface OptionFormats extends Pick<Formats, "gigabytes">, Pick<DetailTexts, "yes" | "no"> {}

/** For orders without a bill: one row per option, so that none can be left out. The storage of monitoring is in its own row. */
const optionRows: Readonly<Record<OptionRow, ShowOption>> = {
  images_storage: (details, { gigabytes }) => gigabytes(details.images_storage),
  has_monitoring: (details, { gigabytes, no }) =>
    details.has_monitoring ? gigabytes(details.monitoring_storage) : no,
  has_alerting: (details, { yes, no }) => (details.has_alerting ? yes : no),
};

interface OrderDetailsProps {
  readonly order: Order | undefined;
  readonly hasReceipt?: boolean;
}

/** The order's details, payment and delivery. */
export function OrderDetails({ order, hasReceipt = false }: OrderDetailsProps) {
  const { formats, texts } = useLanguage();
  const terms = texts.order.details;
  const details = order?.order_details;
  const bill = order && placedBill(order);
  return (
    <section className="card" aria-labelledby="details-heading">
      <h2 id="details-heading">{terms.heading}</h2>
      <dl className="details">
        <Row term={terms.clusterName}>{details?.cluster_name}</Row>
        {!bill &&
          Object.entries(optionRows).map(([option, show]) => (
            <Row key={option} term={texts.bill.items[option as OptionRow]}>
              {details && show(details, { ...formats, ...terms })}
            </Row>
          ))}
        <Row term={terms.ordered}>{order && formats.time(order.create_time)}</Row>
        {order?.state === "awaiting_approval" ? (
          <Row term={terms.approveBy}>{formats.time(order.approve_before)}</Row>
        ) : (
          <Row term={terms.paid}>{order?.paid_time && formats.time(order.paid_time)}</Row>
        )}
        {order?.refunded_amount && (
          <Row term={terms.refunded}>
            {order.payment_summary === "Refunded"
              ? formats.money(order.refunded_amount)
              : terms.partlyRefunded(
                  formats.money(order.refunded_amount),
                  formats.money(order.amount),
                )}
          </Row>
        )}
        <Row term={terms.paidTo}>{order?.payee_email && breakBeforeAt(order.payee_email)}</Row>
        <Row term={terms.paypalOrderId}>{order && <code>{order.order_id}</code>}</Row>
        <Row term={terms.provisioningNumber}>{order?.web_order_id}</Row>
      </dl>
      {bill && <BillLines bill={bill} />}
      <BillTotal bill={bill} total={order?.amount} />
      {order && hasReceipt && (
        <p className="receipt-link">
          <Link to={receiptPath(order.order_id)}>{texts.receipt.show}</Link>
        </p>
      )}
    </section>
  );
}

/** An address that is longer than its line breaks there, not inside a word. */
const breakBeforeAt = (address: string): ReactNode => {
  const [name, ...domain] = address.split(/(?=@)/);
  return (
    <>
      {name}
      <wbr />
      {domain}
    </>
  );
};

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children ?? missing}</dd>
    </div>
  );
}
