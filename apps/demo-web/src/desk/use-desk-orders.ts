import { useQuery } from "@tanstack/react-query";
import { clients, control } from "./clients.ts";
import { mergeOrders, type OurOrderLine } from "./desk-order.ts";
import { live } from "./use-live-queries.ts";

const pageSize = 200;
const mostPages = 5;

/** All orders of the service; the operator's list begins with those longest in their state. */
async function listOurOrders(signal: AbortSignal): Promise<readonly OurOrderLine[]> {
  const found: OurOrderLine[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const input = { limit: pageSize, ...(after === undefined ? {} : { after }) };
    const { orders, next } = await clients.operator.operator.orders.query(input, { signal });
    found.push(...orders);
    if (next === null) break;
    after = next;
  }
  return found;
}

/** The orders of both worlds, newest first, with the disputes and webhook events, and the error of the last read. */
export function useDeskOrders() {
  const ours = useQuery({
    queryKey: [live, "our-orders"],
    queryFn: ({ signal }) => listOurOrders(signal),
  });
  const paypal = useQuery({
    queryKey: [live, "paypal-orders"],
    queryFn: async () => {
      const [{ orders }, { disputes }, { events }] = await Promise.all([
        control.orders.list({ limit: pageSize }),
        control.disputes.list(),
        control.webhooks.list({ limit: pageSize }),
      ]);
      return { orders, disputes, events };
    },
    retry: false,
  });
  const { orders = [], disputes = [], events = [] } = paypal.data ?? {};
  return {
    orders: mergeOrders(ours.data ?? [], orders),
    disputes,
    events,
    isLoading: ours.isLoading || paypal.isLoading,
    // Without the sandbox there is no token either, so that the service's error would mislead.
    error: paypal.error ?? ours.failureReason,
    isSandboxMissing: paypal.error !== null,
  };
}
