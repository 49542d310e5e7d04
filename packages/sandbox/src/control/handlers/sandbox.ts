import { exportSandbox, importSandbox, resetSandbox } from "../../state/sandbox-state.ts";
import { viewConditions } from "../conditions-view.ts";
import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

export const sandboxHandlers: GroupHandlers<Operations["sandbox"]> = {
  show: ({ paypal, webOrder, issuer, controlUrl }) => ({
    paypal_url: paypal.url,
    web_order_url: webOrder.url,
    issuer_url: issuer.url,
    control_url: controlUrl,
  }),
  conditions: viewConditions,
  snapshot: exportSandbox,
  restore: async (sandbox, state) => {
    await importSandbox(sandbox, state);
    await sandbox.paypal.clock.moveFollowers();
    return {};
  },
  reset: async (sandbox) => {
    await resetSandbox(sandbox);
    return {};
  },
};
