import { Component, type ReactNode, useEffect } from "react";
import { useLocation } from "react-router";
import { useLanguage } from "./language/use-language.tsx";
import { PageHeading } from "./layout.tsx";
import { reloadPage } from "./reload-page.ts";

interface BoundaryProps {
  readonly url: string;
  readonly children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate({ url }: BoundaryProps) {
    if (this.state.hasFailed && url !== this.props.url) this.setState({ hasFailed: false });
  }

  override render() {
    return this.state.hasFailed ? <FailedPage /> : this.props.children;
  }
}

/**
 * Shows a way on instead of a page that could not be loaded or shown, for example because the
 * connection is interrupted or a new release has replaced the page's files. The page is loaded again
 * when the connection is back.
 */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  const { pathname, search } = useLocation();
  return <Boundary url={pathname + search}>{children}</Boundary>;
}

function FailedPage() {
  const texts = useLanguage().texts.staticPages.failed;
  useEffect(() => {
    window.addEventListener("online", reloadPage);
    return () => window.removeEventListener("online", reloadPage);
  }, []);
  return (
    <div className="narrow">
      <PageHeading title={texts.title}>{texts.lead}</PageHeading>
      <button type="button" className="button button-primary" onClick={reloadPage}>
        {texts.reload}
      </button>
    </div>
  );
}
