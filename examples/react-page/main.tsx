// A page that orders a cluster and follows it. PayPal sends the payer back to it with the order's id as `token`.
import { createBillingClient } from "@onekonsole/billing-client";
import {
  BillingProvider,
  type CheckoutOrder,
  safeLink,
  useApproval,
  useCheckout,
  useOpenOrder,
  useOrder,
} from "@onekonsole/billing-client/react";
import { stateMeaning } from "@onekonsole/billing-contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { createRoot } from "react-dom/client";
import { demoUser } from "../demo-user.ts";

const { userId, token } = demoUser;
const client = createBillingClient({ url: location.origin, token });
const page = location.origin + location.pathname;
const returned = new URLSearchParams(location.search).get("token") ?? undefined;

function Page() {
  const [orderId, setOrderId] = useState(returned);
  return orderId ? <Order orderId={orderId} /> : <Checkout onOrder={setOrderId} />;
}

function Checkout({ onOrder }: { readonly onOrder: (orderId: string) => void }) {
  const [name, setName] = useState("");
  const { priceList, total, place, redirect, isBusy, error } = useCheckout({ onOrder });
  const open = useOpenOrder();
  const details = { images_storage: 10, has_monitoring: false, has_alerting: false };
  const price = total(details);
  const pay = (event: FormEvent) => {
    event.preventDefault();
    const order: CheckoutOrder = {
      order_details: { ...details, user_id: userId, cluster_name: name },
      return_url: page,
      cancel_url: page,
    };
    const placed = place(order);
    if (placed) redirect(placed);
  };
  const failure = error ?? priceList.error;
  return (
    <form onSubmit={pay}>
      <h1>Order a cluster</h1>
      <label>
        Cluster name <input value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      <button type="submit" disabled={!price} aria-disabled={isBusy}>
        Pay {price?.value} {price?.currency_code} with PayPal
      </button>
      {failure && <p role="alert">{failure.message}</p>}
      {open && (
        <button type="button" onClick={() => onOrder(open.order_id)}>
          Continue your order of {open.order_details.cluster_name}
        </button>
      )}
    </form>
  );
}

function Order({ orderId }: { readonly orderId: string }) {
  const { order, status, error } = useOrder(orderId);
  const approval = useApproval(orderId, orderId === returned);
  const failure = approval.error ?? error;
  return (
    <>
      <h1>{order?.order_details.cluster_name ?? "Your order"}</h1>
      <p role="status">
        {order ? stateMeaning(order.state).text : "Loading…"}
        {status === "stale" && " The connection was lost; the newest state follows."}
      </p>
      {failure && <p role="alert">{failure.message}</p>}
      {order?.state === "awaiting_approval" && !approval.isChecking && (
        <a href={safeLink(order.approve_url)}>Approve at PayPal</a>
      )}
    </>
  );
}

createRoot(document.body.appendChild(document.createElement("main"))).render(
  <QueryClientProvider client={new QueryClient()}>
    <BillingProvider client={client}>
      <Page />
    </BillingProvider>
  </QueryClientProvider>,
);
