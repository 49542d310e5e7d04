import { orderIdPattern } from "@onekonsole/billing-contract";
import { type ComponentType, lazy, Suspense } from "react";
import { Route, Routes, useSearchParams } from "react-router";
import { CheckoutPage } from "./checkout/checkout-page.tsx";
import { DeskPage } from "./development.tsx";
import { InLanguage, useLanguage } from "./language/use-language.tsx";
import { Layout } from "./layout.tsx";
import { PageBoundary } from "./page-boundary.tsx";
import { english } from "./texts/load-texts.ts";
import { usePageChange } from "./use-page-change.ts";

// The checkout is the page on which most visits begin; all others are loaded when they are opened.
const CancelPage = lazy(async () => ({
  default: (await import("./checkout/cancel-page.tsx")).CancelPage,
}));
const NotFoundPage = lazy(async () => ({
  default: (await import("./not-found-page.tsx")).NotFoundPage,
}));
const OrderPage = lazy(async () => ({
  default: (await import("./order/order-page.tsx")).OrderPage,
}));
const OrdersPage = lazy(async () => ({
  default: (await import("./orders/orders-page.tsx")).OrdersPage,
}));
const ReceiptPage = lazy(async () => ({
  default: (await import("./receipt/receipt-page.tsx")).ReceiptPage,
}));

/** The parameter with the order's id; PayPal adds `token=` to the URLs to which it sends the payer back. */
type OrderParameter = "id" | "token";

function useOrderId(parameter: OrderParameter): string | undefined {
  const given = useSearchParams()[0].get(parameter) ?? "";
  return orderIdPattern.test(given) ? given : undefined;
}

function OrderRoute({ parameter }: { readonly parameter: OrderParameter }) {
  const orderId = useOrderId(parameter);
  if (!orderId) return <NotFoundPage />;
  return <OrderPage key={orderId} orderId={orderId} returned={parameter === "token"} />;
}

function ReceiptRoute() {
  const orderId = useOrderId("id");
  return orderId ? <ReceiptPage key={orderId} orderId={orderId} /> : <NotFoundPage />;
}

function CancelRoute() {
  return <CancelPage orderId={useOrderId("token")} />;
}

/** The desk is for developers, in English only. */
function DeskRoute({ Page }: { readonly Page: ComponentType }) {
  return (
    <div lang="en">
      <InLanguage loaded={english} browserLanguages={navigator.languages}>
        <Page />
      </InLanguage>
    </div>
  );
}

/** The page of the current URL. */
export function App() {
  usePageChange();
  return (
    <PageBoundary>
      <Layout>
        <PageBoundary>
          <Suspense fallback={<PageLoading />}>
            <Routes>
              <Route index element={<CheckoutPage />} />
              <Route path="orders" element={<OrdersPage />} />
              <Route path="order" element={<OrderRoute parameter="id" />} />
              <Route path="return" element={<OrderRoute parameter="token" />} />
              <Route path="receipt" element={<ReceiptRoute />} />
              <Route path="cancel" element={<CancelRoute />} />
              {DeskPage && <Route path="desk" element={<DeskRoute Page={DeskPage} />} />}
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </PageBoundary>
      </Layout>
    </PageBoundary>
  );
}

function PageLoading() {
  return (
    <p role="status" className="late">
      {useLanguage().texts.staticPages.loading}
    </p>
  );
}
