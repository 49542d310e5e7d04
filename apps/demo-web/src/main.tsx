import "./styles/base.css";
import "./styles/layout.css";
import "./styles/form.css";
import "./styles/bill.css";
import "./styles/notice.css";
import "./styles/order.css";
import "./styles/orders.css";
import "./styles/receipt.css";
import { BillingProvider, createBillingOptions } from "@onekonsole/billing-client/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { chosenUser } from "./account/chosen-user.ts";
import { usersKey } from "./account/use-signed-in-user.ts";
import { App } from "./app.tsx";
import { billing } from "./billing.ts";
import { chosenLanguage, LanguageProvider } from "./language/use-language.tsx";
import { createQueryClient, forgetPersonal } from "./query-client.ts";
import { loadTexts } from "./texts/load-texts.ts";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root element.");
const queryClient = createQueryClient();
const pricesKey = createBillingOptions({ client: billing }).order.prices.pathKey();
const texts = await loadTexts(chosenLanguage());
chosenUser.onChange(() => void forgetPersonal(queryClient, [usersKey, pricesKey]));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BillingProvider client={billing}>
        <BrowserRouter>
          <LanguageProvider initial={texts}>
            <App />
          </LanguageProvider>
        </BrowserRouter>
      </BillingProvider>
    </QueryClientProvider>
  </StrictMode>,
);
