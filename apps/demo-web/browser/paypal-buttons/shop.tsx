import {
  PayPalOneTimePaymentButton,
  PayPalProvider,
  useEligibleMethods,
  usePayPal,
} from "@paypal/react-paypal-js/sdk-v6";
import { useState } from "react";
import { captureOrder, createOrder } from "./shop-api.ts";

const clientId = import.meta.env.VITE_PAYPAL_CLIENT_ID;

/** A shop that uses PayPal's React components as their README describes; nothing here is the sandbox's. */
export function Shop() {
  return (
    <PayPalProvider
      clientId={clientId}
      environment="sandbox"
      components={["paypal-payments"]}
      pageType="checkout"
    >
      <Checkout />
    </PayPalProvider>
  );
}

function Checkout() {
  const [events, setEvents] = useState<readonly string[]>([]);
  const note = (event: string) => setEvents((earlier) => [...earlier, event]);
  const { loadingStatus } = usePayPal();
  const { eligiblePaymentMethods } = useEligibleMethods({ payload: { currencyCode: "EUR" } });
  const mode = new URLSearchParams(location.search).get("mode") ?? "auto";
  return (
    <main>
      <h1>One blue mug, €12.00</h1>
      <p>PayPal: {loadingStatus}</p>
      {eligiblePaymentMethods?.isEligible("paypal") && (
        <PayPalOneTimePaymentButton
          presentationMode={mode as "auto" | "popup" | "redirect"}
          createOrder={createOrder}
          onApprove={async ({ orderId }) => note(`${await captureOrder(orderId)} ${orderId}`)}
          onCancel={({ orderId }) => note(`canceled ${orderId}`)}
          onError={({ code }) => note(`error ${code}`)}
          onComplete={({ paymentSessionState }) => note(`complete ${paymentSessionState}`)}
        />
      )}
      <ol aria-label="Events">
        {events.map((event) => (
          <li key={event}>{event}</li>
        ))}
      </ol>
    </main>
  );
}
