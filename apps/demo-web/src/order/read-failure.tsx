import type { LiveOrder } from "@onekonsole/billing-client/react";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice, Notice, StatusRegion } from "../notice.tsx";

interface ReadFailureProps {
  readonly read: Pick<LiveOrder, "status" | "error" | "retry">;
}

/** Why the order, or its newest state, is not shown; empty without an error. */
export function ReadFailure({ read: { status, error, retry } }: ReadFailureProps) {
  const { errors, order } = useLanguage().texts;
  const isPassing = error !== null && status !== "failed";
  const isLoaded = status !== "loading";
  return (
    <>
      {error && !isPassing && <FailureNotice failure={error} />}
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
