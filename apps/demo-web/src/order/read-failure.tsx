import { isTransient, toFailure } from "../failure.ts";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice, Notice } from "../notice.tsx";

interface ReadFailureProps {
  readonly error: Error;
  /** The page shows the order as it was read before. */
  readonly isLoaded: boolean;
  readonly retry: () => void;
}

/** Why the order, or its newest state, is not shown. */
export function ReadFailure({ error, isLoaded, retry }: ReadFailureProps) {
  const { errors, order } = useLanguage().texts;
  if (!isTransient(error)) return <FailureNotice failure={toFailure(error)} />;
  return (
    <Notice tone="warning" role="status">
      <p>{isLoaded ? order.connectionLost : order.notLoaded}</p>
      {!isLoaded && (
        <div className="notice-actions">
          <button type="button" className="button" onClick={retry}>
            {errors.tryAgain}
          </button>
        </div>
      )}
    </Notice>
  );
}
