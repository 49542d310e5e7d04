import { ScenarioFailure } from "../scenario-failure.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

export const keepBackWebhooks: ScenarioStep = {
  actor: "network",
  text: "PayPal's webhooks do not arrive.",
  act: async (scene) => {
    await scene.control.webhooks.pause();
    scene.onEnd(() => scene.control.webhooks.resume());
  },
};

export const loseWebhooks: ScenarioStep = {
  actor: "network",
  text: "The webhooks of the payment are lost.",
  act: ({ control }) => control.webhooks.resume({ discard: true }),
};

export const releaseWebhooks: ScenarioStep = {
  actor: "network",
  text: "PayPal's webhooks arrive late.",
  act: ({ control }) => control.webhooks.resume(),
};

/** Sends the events that were kept back twice, and in another order. */
export const releaseTwiceAndShuffled: ScenarioStep = {
  actor: "network",
  text: "Every webhook arrives twice, and out of order.",
  act: async (scene) => {
    for (const { id } of await events(scene)) await scene.control.webhooks.deliver({ id });
    await scene.control.webhooks.resume({ shuffled_with: 3 });
  },
};

/** The service has accepted so many deliveries of each event about the order. */
export const acceptEach = (count: number): ScenarioStep => ({
  actor: "billing",
  text: "The service accepts every webhook.",
  act: (scene) =>
    scene.watch({
      event: `every webhook is accepted ${count} times`,
      read: async () => (await events(scene)).map(({ deliveries }) => deliveries.map(outcome)),
      isReached: (outcomes) =>
        outcomes.every((each) => each.filter((it) => it === "204").length >= count),
    }),
});

/** A forged approval of the order, whose genuine event has been lost. */
export const forgeWebhook: ScenarioStep = {
  actor: "attacker",
  text: "An attacker sends the approval's webhook with a forged signature, and is rejected.",
  act: async (scene) => {
    const [event] = await events(scene);
    if (!event) throw new ScenarioFailure("PayPal has no event to forge.");
    const { outcome: seen } = await scene.control.webhooks.forge({
      id: event.id,
      forgery: "foreign_key",
    });
    if (seen !== "400") throw new ScenarioFailure(`The forged webhook led to ${seen}, not 400.`);
  },
};

const outcome = (delivery: { readonly outcome: string }): string => delivery.outcome;

/** PayPal's events about the order and its captures. */
async function events({ control, orderId: id }: Scene) {
  const { captures } = await control.orders.show({ id });
  const ids = [id, ...captures.map((capture) => capture.id)];
  const lists = await Promise.all(ids.map((it) => control.webhooks.list({ resource_id: it })));
  return lists.flatMap((list) => list.events);
}
