import { clients, control } from "./clients.ts";

/** Orders a cluster as the issuer's first user; resolves with the order's id. */
export async function placeOrder(): Promise<string> {
  const { users } = await control.issuer.users();
  const [user] = users;
  if (!user) throw new Error("The issuer has no user.");
  const name = `desk-${Date.now().toString(36)}`;
  const { order_id } = await clients.customer(user.id).order.create.mutate({
    currency: "EUR",
    order_details: {
      user_id: user.id,
      cluster_name: name,
      images_storage: 10,
      has_monitoring: false,
      has_alerting: false,
    },
  });
  return order_id;
}
