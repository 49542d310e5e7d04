import { PageHeading } from "./layout.tsx";
import { Link } from "./link.tsx";

/** Shown for an unknown URL. */
export function NotFoundPage() {
  return (
    <div className="narrow">
      <PageHeading title="Nothing here">
        This address doesn’t lead to a page or an order. Check it for a missing piece.
      </PageHeading>
      <Link to="/" className="button button-primary">
        Order a cluster
      </Link>
    </div>
  );
}
