import { PageHeading } from "./layout.tsx";
import { Link } from "./link.tsx";

/** Shown for an unknown URL. */
export function NotFoundPage() {
  return (
    <div className="narrow">
      <PageHeading title="Page not found">
        There is no page or order at this address. Please check that it is complete.
      </PageHeading>
      <Link to="/" className="button button-primary">
        Order a cluster
      </Link>
    </div>
  );
}
