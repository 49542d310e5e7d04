import type { Clock } from "../../paypal/clock.ts";
import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

const secondMs = 1_000;

export const clockHandlers: GroupHandlers<Operations["clock"]> = {
  show: ({ paypal }) => view(paypal.clock),
  advance: async ({ paypal: { clock } }, { hours, minutes, seconds }) => {
    await clock.advanceAll((hours * 3_600 + minutes * 60 + seconds) * secondMs);
    return view(clock);
  },
  moveTo: async ({ paypal: { clock } }, { to }) => {
    await clock.moveTo(Date.parse(to));
    return view(clock);
  },
};

const view = (clock: Clock) => ({
  now: new Date(clock.now()).toISOString(),
  offset_ms: clock.offset,
});
