import type { GroupHandlers } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

export const webOrderHandlers: GroupHandlers<Operations["webOrder"]> = {
  rows: ({ webOrder }, { paypal_id: paypalId }) => ({
    rows: [...(paypalId === undefined ? webOrder.rows : webOrder.findRows(paypalId))],
  }),
  refuse: ({ webOrder }, { cluster_name: name, status, error }) => {
    webOrder.refuse(name, { status, error });
    return {};
  },
  allow: ({ webOrder }, { cluster_name: name }) => {
    webOrder.allow(name);
    return {};
  },
  setProvisioner: ({ webOrder }, { reachable }) => {
    webOrder.isProvisionerReachable = reachable;
    return {};
  },
  setPayPalLink: ({ webOrder }, { state }) => {
    webOrder.paypalLink = state;
    return {};
  },
};
