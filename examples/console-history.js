/**
 * A page of the signed-in user's payment history, for a console that read it from web-order's list.
 * `after` is the `next` of the page before; `next` is null on the last page.
 */
export async function loadPaymentHistory({ billingUrl, userId, token, after = "" }) {
  const query = new URLSearchParams({ user_id: userId, ...(after && { after }) });
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${billingUrl}/orders?${query}`, { headers });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  const rows = body.orders.map((order) => ({
    orderId: order.order_id,
    amount: `${order.amount.value} ${order.amount.currency_code}`,
    payee: order.payee_email,
    created: order.create_time,
    paid: order.paid_time,
    status: order.payment_summary,
    method: order.payment_method,
    details: order.order_details,
  }));
  return { rows, next: body.next };
}
