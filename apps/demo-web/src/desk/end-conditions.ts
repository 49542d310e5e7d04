import type { Conditions, SandboxClient } from "@onekonsole/billing-sandbox/control";

/** Ends every outage and fault, and sends the webhooks that were kept back. The clock stays. */
export async function endConditions(control: SandboxClient, { web_order }: Conditions) {
  await control.faults.clear();
  await control.webOrder.setProvisioner({ reachable: true });
  await control.webOrder.setPayPalLink({ state: "up" });
  for (const name of web_order.refused_names) await control.webOrder.allow({ cluster_name: name });
  await control.orders.holdRefunds({ on: false });
  await control.reports.delay({ hours: 0 });
  await control.webhooks.setFaults({});
  await control.webhooks.resume();
}
