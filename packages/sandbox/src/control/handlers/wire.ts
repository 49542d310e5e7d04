import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

export const wireHandlers: GroupHandlers<Operations["wire"]> = {
  list: ({ wire }, { after, order_id, limit }) => ({
    entries: wire
      .after(after)
      .filter((entry) => order_id === undefined || entry.order_id === order_id)
      .slice(-limit),
  }),
};
