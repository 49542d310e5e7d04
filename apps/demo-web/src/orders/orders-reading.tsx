import { toFailure } from "@onekonsole/billing-client/react";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice } from "../notice.tsx";

interface OrdersReadingProps {
  /** How many orders are shown; undefined before the first response. */
  readonly count: number | undefined;
  readonly failure: Error | null;
  readonly retry: () => void;
}

/** Whether the orders are being loaded, or why they are not; for a screen reader also how many there are. */
export function OrdersReading({ count, failure, retry }: OrdersReadingProps) {
  const { errors, orders } = useLanguage().texts;
  const isLoading = count === undefined && !failure;
  return (
    <>
      {failure && (
        <FailureNotice failure={toFailure(failure)}>
          {count === undefined && (
            <button type="button" className="button" onClick={retry}>
              {errors.tryAgain}
            </button>
          )}
        </FailureNotice>
      )}
      <p className="visually-hidden" role="status">
        {count === undefined ? isLoading && orders.loading : orders.shown(count)}
      </p>
      {isLoading && (
        <p className="late" aria-hidden="true">
          {orders.loading}
        </p>
      )}
    </>
  );
}
