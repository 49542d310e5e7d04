/** Creates an order on the shop's server. */
export async function createOrder(): Promise<{ orderId: string }> {
  const response = await fetch("/api/orders", { method: "POST" });
  if (!response.ok) throw new Error(`The order was not created: ${response.status}`);
  return (await response.json()) as { orderId: string };
}

/** Captures an order on the shop's server: the capture's status, or PayPal's issue. */
export async function captureOrder(orderId: string): Promise<string> {
  const response = await fetch(`/api/orders/${orderId}/capture`, { method: "POST" });
  const { result } = (await response.json()) as { result: string };
  return result;
}
