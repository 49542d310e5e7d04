import type { OrderId } from "../domain/order.ts";
import { listen } from "../store/listen.ts";
import { readVersions } from "../store/order-versions.ts";
import { orderChangedChannel } from "../store/write-transition.ts";
import { checkMissedChanges } from "../waiters/check-missed-changes.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";
import { wakeFeedStreams } from "../waiters/wake-feed-streams.ts";
import type { createPersistence } from "./persistence.ts";

type Persistence = Pick<
  ReturnType<typeof createPersistence>,
  "connection" | "database" | "feed" | "eventSending"
>;

/** The streams of this process, woken by notifications and by the check for missed ones. */
export function createWaiters(
  databaseUrl: string,
  { connection, database, feed, eventSending }: Persistence,
) {
  const registry = createWaiterRegistry();
  const { onError } = connection;
  const missed = checkMissedChanges({
    registry,
    readVersions: (ids) => readVersions(database.pool, ids),
    onError,
  });
  const feedWaking = wakeFeedStreams({ registry, sequence: feed.sequence, onError });
  const stopListening = listen({
    databaseUrl,
    channel: orderChangedChannel,
    onNotification: (id) => {
      registry.wake(id as OrderId);
      feedWaking.checkNow();
      eventSending.wake();
    },
    onReconnect: () => {
      connection.onBack();
      void missed.checkNow();
    },
    onError: connection.onLost,
  });
  const stopWaking = async (): Promise<void> => {
    missed[Symbol.dispose]();
    feedWaking[Symbol.dispose]();
    await stopListening();
  };
  return { waiters: registry, stopWaking };
}
