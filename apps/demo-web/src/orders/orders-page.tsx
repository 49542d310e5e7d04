import { paymentSummaries } from "@onekonsole/billing-contract/browser";
import { useState } from "react";
import { toFailure } from "../failure.ts";
import { PageHeading } from "../layout.tsx";
import { Link } from "../link.tsx";
import { FailureNotice } from "../notice.tsx";
import { OrderLine } from "./order-line.tsx";
import { type PaymentFilter, useOwnOrders } from "./use-own-orders.ts";

/** The user's payment history. */
export function OrdersPage() {
  const [payment, setPayment] = useState<PaymentFilter>();
  const list = useOwnOrders(payment);
  const { data: orders, error, failureReason, isFetching, hasNextPage } = list;
  const failed = error ?? (orders ? null : failureReason);
  return (
    <div className="orders">
      <PageHeading title="Your orders">The newest order is the first.</PageHeading>
      <div className="orders-filter">
        <label htmlFor="payment-filter">Payment</label>
        <select
          id="payment-filter"
          value={payment ?? ""}
          onChange={({ target }) => setPayment(paymentSummaries.find((it) => it === target.value))}
        >
          <option value="">All</option>
          {paymentSummaries.map((summary) => (
            <option key={summary}>{summary}</option>
          ))}
        </select>
      </div>
      {failed && <FailureNotice failure={toFailure(failed)} />}
      <p className="visually-hidden" role="status">
        {orders ? `${orders.length} orders are shown.` : "The orders are being loaded."}
      </p>
      {orders && orders.length > 0 && (
        <ul className="card order-lines" aria-label="Orders">
          {orders.map((order) => (
            <OrderLine key={order.order_id} order={order} />
          ))}
        </ul>
      )}
      {orders?.length === 0 && !hasNextPage && <NoOrders isFiltered={payment !== undefined} />}
      {!orders && !failed && <p className="orders-loading">Loading your orders…</p>}
      {hasNextPage && (
        <button
          type="button"
          className="button"
          aria-disabled={isFetching}
          onClick={() => void (isFetching ? undefined : list.fetchNextPage())}
        >
          {isFetching ? "Loading…" : "Show more"}
        </button>
      )}
    </div>
  );
}

function NoOrders({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <p>You have no order with this payment.</p>;
  return (
    <div className="card">
      <p>You have not ordered a cluster yet.</p>
      <div className="notice-actions">
        <Link to="/" className="button button-primary">
          Order a cluster
        </Link>
      </div>
    </div>
  );
}
