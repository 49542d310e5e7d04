import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

const hourMs = 3_600_000;

export const reportHandlers: GroupHandlers<Operations["reports"]> = {
  delay: ({ paypal }, { hours }) => {
    paypal.reportDelayMs = hours * hourMs;
    return {};
  },
};
