import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { Link } from "react-router";
import { account } from "./account/account.ts";
import { UserSwitcher } from "./account/user-switcher.tsx";
import { ConditionsStrip, DeskPage } from "./development.tsx";
import { LanguageSwitch } from "./language/language-switch.tsx";
import { MissingLanguageNotice } from "./language/missing-language-notice.tsx";
import { useLanguage } from "./language/use-language.tsx";
import { OfflineNotice } from "./offline-notice.tsx";
import { payPalEnvironment } from "./paypal-buttons/settings.ts";

/** The layout of every page. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { layout } = useLanguage().texts;
  return (
    <div className="layout">
      <header className="site-header">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          OneKonsole
        </Link>
        <nav className="site-nav" aria-label={layout.mainNavigation}>
          <Link to="/orders">{layout.yourOrders}</Link>
        </nav>
        <div className="site-choices">
          {account && <UserSwitcher />}
          <LanguageSwitch />
        </div>
      </header>
      {ConditionsStrip && (
        <Suspense fallback={null}>
          <ConditionsStrip />
        </Suspense>
      )}
      <main className="site-main">
        <OfflineNotice />
        <MissingLanguageNotice />
        {children}
      </main>
      {payPalEnvironment !== "production" && (
        <footer className="site-footer">
          <section className="sandbox" aria-label={layout.sandbox}>
            <strong className="chip chip-sandbox">{layout.sandbox}</strong>
            <span>{layout.paypalIsSimulated}</span>
            {DeskPage && <Link to="/desk">{layout.openDesk}</Link>}
          </section>
        </footer>
      )}
    </div>
  );
}

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** The page's only first-level heading, which is also the window's title. */
export function PageHeading({ title, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – OneKonsole`;
    // The focused element went with the content before, such as the button that switched the account.
    const isFocusLost = document.activeElement === document.body;
    if (isFocusLost && navigator.userActivation.hasBeenActive)
      heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="page-heading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <p className="lead">{children}</p>}
    </div>
  );
}
