import { Link } from "react-router";
import { useLanguage } from "./language/use-language.tsx";
import { PageHeading } from "./layout.tsx";

/** Shown for an unknown URL. */
export function NotFoundPage() {
  const texts = useLanguage().texts.staticPages.notFound;
  return (
    <div className="narrow">
      <PageHeading title={texts.title}>{texts.lead}</PageHeading>
      <Link to="/" className="button button-primary">
        {texts.order}
      </Link>
    </div>
  );
}
