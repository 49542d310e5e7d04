import { type ReactNode, Suspense, useEffect } from "react";
import { account } from "./account/account.ts";
import { UserSwitcher } from "./account/user-switcher.tsx";
import { ConditionsStrip, DeskPage } from "./development.tsx";
import { Link } from "./link.tsx";

/** The layout of every page. */
export function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="layout">
      <header className="site-header">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          OneKonsole
        </Link>
        <nav className="site-nav" aria-label="Main">
          <Link to="/orders">Your orders</Link>
        </nav>
        {account && <UserSwitcher />}
      </header>
      {ConditionsStrip && (
        <Suspense fallback={null}>
          <ConditionsStrip />
        </Suspense>
      )}
      <main className="site-main">{children}</main>
      <footer className="site-footer">
        <section className="sandbox" aria-label="Sandbox">
          <strong className="chip chip-sandbox">Sandbox</strong>
          <span>
            PayPal is simulated here. No PayPal account is needed, and no money is charged.
          </span>
          {DeskPage && <Link to="/desk">Open the desk</Link>}
        </section>
      </footer>
    </div>
  );
}

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** The page's only first-level heading, which is also the window's title. */
export function PageHeading({ title, children }: PageHeadingProps) {
  useEffect(() => {
    document.title = `${title} – OneKonsole`;
  }, [title]);
  return (
    <div className="page-heading">
      <h1 tabIndex={-1}>{title}</h1>
      {children && <p className="lead">{children}</p>}
    </div>
  );
}
