import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { useLanguage } from "./language/use-language.tsx";
import { PageHeading } from "./layout.tsx";

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
 * connection is interrupted or a new release has replaced the page's files.
 */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  const { pathname, search } = useLocation();
  return <Boundary url={pathname + search}>{children}</Boundary>;
}

// The browser remembers a module that could not be loaded, so that only a reload tries again.
function FailedPage() {
  const texts = useLanguage().texts.staticPages.failed;
  return (
    <div className="narrow">
      <PageHeading title={texts.title}>{texts.lead}</PageHeading>
      <button
        type="button"
        className="button button-primary"
        onClick={() => window.location.reload()}
      >
        {texts.reload}
      </button>
    </div>
  );
}
