import type { Clock } from "../../paypal/clock.ts";
import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

const secondMs = 1_000;

export const clockHandlers: GroupHandlers<Operations["clock"]> = {
  show: ({ paypal }) => view(paypal.clock),
  advance: ({ paypal: { clock } }, { hours, minutes, seconds }) => {
    clock.advance((hours * 3_600 + minutes * 60 + seconds) * secondMs);
    return view(clock);
  },
  moveTo: ({ paypal: { clock } }, { to }) => {
    clock.moveTo(Date.parse(to));
    return view(clock);
  },
};

const view = (clock: Clock) => ({
  now: new Date(clock.now()).toISOString(),
  offset_ms: clock.offset,
});
