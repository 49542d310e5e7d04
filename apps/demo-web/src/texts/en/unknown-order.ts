export const unknownOrder = {
  title: "Order not found",
  lead: (orderId: string) =>
    `Your account has no order ${orderId}. It may belong to another account, or the address is incomplete.`,
  signedInAs: (user: string) => `You are signed in as ${user}. Show the order as:`,
  yourOrders: "Your orders",
  order: "Order a cluster",
};
