import { isTransient, toFailure } from "../failure.ts";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice, Notice, StatusRegion } from "../notice.tsx";

interface ReadFailureProps {
  readonly error: Error | null;
  /** The page shows the order as it was read before. */
  readonly isLoaded: boolean;
  readonly retry: () => void;
}

/** Why the order, or its newest state, is not shown; empty without an error. */
export function ReadFailure({ error, isLoaded, retry }: ReadFailureProps) {
  const { errors, order } = useLanguage().texts;
  const isPassing = error !== null && isTransient(error);
  return (
    <>
      {error && !isPassing && <FailureNotice failure={toFailure(error)} />}
      <StatusRegion>
        {isPassing && (
          <Notice tone="warning">
            <p>{isLoaded ? order.connectionLost : order.notLoaded}</p>
            {!isLoaded && (
              <div className="notice-actions">
                <button type="button" className="button" onClick={retry}>
                  {errors.tryAgain}
                </button>
              </div>
            )}
          </Notice>
        )}
      </StatusRegion>
    </>
  );
}
