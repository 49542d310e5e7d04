import { paymentSummaries } from "@onekonsole/billing-contract";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { OrderLine } from "./order-line.tsx";
import { OrdersReading } from "./orders-reading.tsx";
import { type PaymentFilter, useOwnOrders } from "./use-own-orders.ts";

/** The user's payment history. */
export function OrdersPage() {
  const [payment, setPayment] = useState<PaymentFilter>();
  const texts = useLanguage().texts.orders;
  const list = useOwnOrders(payment);
  const { data: orders, isFetching, hasNextPage } = list;
  const lines = useRef<HTMLUListElement>(null);
  // The button goes away with the last page, and would take the focus with it.
  const firstNew = useRef<number>(undefined);
  const count = orders?.length ?? 0;
  useEffect(() => {
    if (firstNew.current === undefined || count <= firstNew.current) return;
    lines.current?.children[firstNew.current]?.querySelector("a")?.focus();
    firstNew.current = undefined;
  }, [count]);
  const showMore = () => {
    firstNew.current = count;
    void list.fetchNextPage();
  };
  return (
    <div className="orders">
      <PageHeading title={texts.title}>{texts.lead}</PageHeading>
      <div className="orders-filter">
        <label htmlFor="payment-filter">{texts.payment}</label>
        <select
          id="payment-filter"
          value={payment ?? ""}
          onChange={({ target }) => setPayment(paymentSummaries.find((it) => it === target.value))}
        >
          <option value="">{texts.allPayments}</option>
          {paymentSummaries.map((summary) => (
            <option key={summary} value={summary}>
              {texts.payments[summary]}
            </option>
          ))}
        </select>
      </div>
      <OrdersReading count={orders?.length} failure={list.failure} retry={list.retry} />
      {orders && orders.length > 0 && (
        <ul ref={lines} className="card order-lines" aria-label={texts.list}>
          {orders.map((order) => (
            <OrderLine key={order.order_id} order={order} />
          ))}
        </ul>
      )}
      {orders?.length === 0 && !hasNextPage && <NoOrders isFiltered={payment !== undefined} />}
      {hasNextPage && (
        <button
          type="button"
          className="button"
          aria-disabled={isFetching}
          onClick={() => isFetching || showMore()}
        >
          {isFetching ? texts.loadingMore : texts.showMore}
        </button>
      )}
    </div>
  );
}

function NoOrders({ isFiltered }: { readonly isFiltered: boolean }) {
  const texts = useLanguage().texts.orders;
  if (isFiltered) return <p>{texts.noneWithPayment}</p>;
  return (
    <div className="card">
      <p>{texts.none}</p>
      <div className="notice-actions">
        <Link to="/" className="button button-primary">
          {texts.order}
        </Link>
      </div>
    </div>
  );
}
