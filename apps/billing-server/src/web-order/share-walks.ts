import type { PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../domain/web-order.ts";

type Ids = ReadonlySet<PayPalOrderId>;

/** Looks up several orders in one walk; must not reject. */
export type Walk = (ids: Ids) => Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>>;

/**
 * One walk at a time, for everybody who asked before it began: after an outage many orders have to be
 * looked up, and a walk for each would keep web-order from taking new ones.
 */
export function shareWalks(walk: Walk): (id: PayPalOrderId) => Promise<DeliveryLookup> {
  let last: Promise<unknown> = Promise.resolve();
  let gathering: { ids: Set<PayPalOrderId>; answers: ReturnType<Walk> } | undefined;

  const gather = () => {
    const ids = new Set<PayPalOrderId>();
    const answers = last.then(() => {
      gathering = undefined;
      return walk(ids);
    });
    last = answers;
    return { ids, answers };
  };
  return async (id) => {
    gathering ??= gather();
    gathering.ids.add(id);
    const answers = await gathering.answers;
    return answers.get(id) ?? { kind: "unknown", reason: "The walk has no answer." };
  };
}
