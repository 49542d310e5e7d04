import { printAnswer } from "../answer.ts";
import { readArguments } from "../arguments.ts";
import type { Command, OrderDetail } from "../command.ts";
import { orderDetails, orderHead } from "../text/order-text.ts";

const help = `Usage: billing show ID [--json]

Shows why an order stands where it does and the next step, then its money, refunds and history.
ID is PayPal's order id, as the list has it.

  --json  what the service answered`;

/** Shows everything known of an order. */
export const show: Command = {
  summary: "why an order stands where it does, the next step, and all that is known of it",
  help,
  run: async (args, { terminal, connect }) => {
    const { values, words } = readArguments(args, { options: {}, words: ["ID"] });
    const [id = ""] = words;
    const order = await connect().order.query({ order_id: id });
    const text = (it: OrderDetail) => `${orderHead(it, new Date())}\n${orderDetails(it)}`;
    printAnswer(terminal, order, { json: values.json, text });
    return 0;
  },
};
