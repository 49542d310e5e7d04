import { type Bridge, type Hosts, openBridge } from "./http/bridge.ts";

/** The port of each simulator and of the control API alone; 0 for a free one. */
export type Ports = Readonly<Record<"paypal" | "webOrder" | "issuer" | "control", number>>;

/** The servers of a sandbox. */
export type Bridges = Readonly<Record<keyof Ports, Bridge>>;

/** Opens all ports. Rejects if one is taken, and then closes the others. */
export async function openBridges(ports: Ports, hosts: Hosts): Promise<Bridges> {
  const opened: Partial<Record<keyof Ports, Bridge>> = {};
  try {
    for (const [name, port] of Object.entries(ports) as [keyof Ports, number][])
      opened[name] = await openBridge(port, hosts);
    return opened as Bridges;
  } catch (error) {
    await Promise.all(Object.values(opened).map((bridge) => bridge.close()));
    throw error;
  }
}
