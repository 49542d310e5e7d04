import { readArguments } from "../arguments.ts";
import type { Command, OrderDetail } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { orderDetails, orderHead } from "../text/order-text.ts";

const help = `Usage: billing show ID [--json]

Shows an order's state with its cause and the next step, then its amounts, refunds and history.
ID is PayPal's order id, as billing orders lists it.

  --json  print the service's response as JSON`;

/** Shows an order in full. */
export const show: Command = {
  summary: "show an order: state, cause, next step, amounts, refunds and history",
  help,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, { options: {}, positionals: ["ID"] });
    const [id = ""] = positionals;
    const order = await connect().order.query({ order_id: id });
    const text = (it: OrderDetail) => `${orderHead(it, new Date())}\n${orderDetails(it)}`;
    printResponse(terminal, order, { json: values.json, text });
    return 0;
  },
};
