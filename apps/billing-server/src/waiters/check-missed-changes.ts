import type { OrderId } from "../domain/order.ts";
import type { WaiterRegistry } from "./registry.ts";

export interface MissedChangesOptions {
  readonly registry: Pick<WaiterRegistry, "orderIds" | "wakeOutdated">;
  /** The current versions of these orders. */
  readonly readVersions: (ids: readonly OrderId[]) => Promise<ReadonlyMap<OrderId, number>>;
  /** Called when a check fails; the next one follows at its usual time. */
  readonly onError: (error: Error) => void;
  /** Time between two checks in milliseconds; up to 20 % of jitter is subtracted. */
  readonly everyMs?: number;
}

/** The periodic check of a process; dispose of it to end it. */
export interface MissedChangesCheck extends Disposable {
  /** Checks at once, after notifications may have been missed. Resolves, also if the database fails. */
  checkNow(): Promise<void>;
}

// A few milliseconds of the database for each statement.
const idsPerStatement = 1_000;

/**
 * Notifications may be lost, so the versions of all watched orders are read regularly, in one statement
 * per thousand orders, and the streams that are behind are woken.
 */
export function checkMissedChanges({
  registry,
  readVersions,
  onError,
  everyMs = 15_000,
}: MissedChangesOptions): MissedChangesCheck {
  let timer: NodeJS.Timeout | undefined;
  const closing = new AbortController();
  let checked = Promise.resolve();

  const check = async (): Promise<void> => {
    const ids = registry.orderIds();
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      if (closing.signal.aborted) return;
      registry.wakeOutdated(await readVersions(ids.slice(start, start + idsPerStatement)));
    }
  };
  const checkNow = (): Promise<void> => {
    clearTimeout(timer);
    // After the running check, which may have read orders before notifications were lost.
    checked = checked.then(check).catch(onError);
    void checked.then(schedule);
    return checked;
  };
  const schedule = (): void => {
    clearTimeout(timer);
    // Jitter, so that replicas that were started together do not read together.
    if (closing.signal.aborted) return;
    timer = setTimeout(() => void checkNow(), everyMs * (1 - Math.random() / 5)).unref();
  };

  schedule();
  return {
    checkNow,
    [Symbol.dispose]: () => {
      closing.abort();
      clearTimeout(timer);
    },
  };
}
