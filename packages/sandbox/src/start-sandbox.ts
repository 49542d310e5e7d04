import { Listeners } from "./http/listeners.ts";
import { WireLog } from "./http/wire-log.ts";
import { findLiveSetting } from "./live-credentials.ts";
import { IssuerSandbox } from "./oidc/issuer-sandbox.ts";
import { type Bridges, openBridges } from "./open-bridges.ts";
import { PayPalSandbox } from "./paypal/paypal-sandbox.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import type { SandboxState } from "./state/sandbox-schema.ts";
import { exportSandbox, importSandbox, type Simulators } from "./state/sandbox-state.ts";
import { openStateStore, type StateStore } from "./state/state-store.ts";
import type { PayPalView } from "./web-order/paypal-order.ts";
import { WebOrderSandbox } from "./web-order/web-order-sandbox.ts";

export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly paypalPort?: number;
  readonly webOrderPort?: number;
  readonly issuerPort?: number;
  /** Where only the control API listens, which no outage closes. */
  readonly controlPort?: number;
  /** Whether the control API shows requests and responses; off by default, since it costs time. */
  readonly recordsWire?: boolean;
  /** The address to listen on; 127.0.0.1 by default. Any other one exposes the control API as well. */
  readonly host?: string;
  /** The host name in all URLs; by default the address. */
  readonly publicHost?: string;
  /**
   * The folder in which the state is kept, so that a later sandbox continues where this one was ended or killed. It
   * belongs to one sandbox at a time. Without one, nothing is written.
   */
  readonly dataDir?: string;
  /** PayPal's credentials. */
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** The simulated upstreams, served over HTTP on 127.0.0.1 until closed. */
export interface Sandbox extends AsyncDisposable {
  readonly paypal: PayPalSandbox;
  readonly webOrder: WebOrderSandbox;
  readonly issuer: IssuerSandbox;
  /** The base URL of the control API; the simulators serve it as well, below `/_sandbox`. */
  readonly controlUrl: string;
  /** Everything that matters after a restart, as a copy. */
  exportState(): SandboxState;
  /** Replaces the state, in place; the URLs stay. Rejects, and changes nothing, if a key cannot be read. */
  importState(state: SandboxState): Promise<void>;
  /** Called with the name of each operation of the control API that may have changed the sandbox. */
  readonly acted: Listeners<string>;
  /** Stops all servers and webhook deliveries and closes all connections. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts PayPal, web-order and the issuer. Rejects if a port is taken, and then closes the others, if
 * the environment configures the live PayPal, and with an `UnusableState` for a data folder that is in use or
 * not readable.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const live = findLiveSetting(process.env);
  if (live !== undefined)
    throw new Error(`The sandbox does not start beside live PayPal settings: unset ${live}.`);
  const { recordsWire = false, host = "127.0.0.1", publicHost = host, dataDir } = options;
  const bridges = await openBridges(portsOf(options), { host, publicHost });
  const simulators = createSimulators(bridges, options);
  const closing = [simulators.paypal.webhooks, ...Object.values(bridges)];
  const closeServers = async (): Promise<void> => {
    await Promise.all(closing.map((it) => it.close()));
  };
  const store =
    dataDir === undefined ? undefined : await openStore(dataDir, simulators, closeServers);
  const controlUrl = bridges.control.url;
  const acted = new Listeners<string>();
  const controlled = { ...simulators, wire: new WireLog(), acted, controlUrl, publicHost };
  // Responds once the effects are stored.
  serveSandbox(bridges, controlled, { recordsWire, beforeResponse: () => store?.flush() });
  const close = async (): Promise<void> => {
    await closeServers();
    store?.close();
  };
  return {
    ...simulators,
    controlUrl,
    acted,
    exportState: () => exportSandbox(simulators),
    importState: (state) => importSandbox(simulators, structuredClone(state)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const portsOf = (options: SandboxOptions) => ({
  paypal: options.paypalPort ?? 0,
  webOrder: options.webOrderPort ?? 0,
  issuer: options.issuerPort ?? 0,
  control: options.controlPort ?? 0,
});

function createSimulators(
  bridges: Bridges,
  { clientId, clientSecret }: Pick<SandboxOptions, "clientId" | "clientSecret">,
): Simulators {
  const paypal = new PayPalSandbox({
    url: bridges.paypal.url,
    connectivity: bridges.paypal,
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  });
  const webOrder = new WebOrderSandbox({
    url: `${bridges.webOrder.url}/order`,
    connectivity: bridges.webOrder,
    viewAtPayPal: (paypalId) => viewOrder(paypal, paypalId),
  });
  const issuer = new IssuerSandbox({
    url: `${bridges.issuer.url}/realms/onekonsole`,
    connectivity: bridges.issuer,
    now: () => paypal.clock.now(),
  });
  return { paypal, webOrder, issuer };
}

async function openStore(
  dataDir: string,
  simulators: Simulators,
  closeServers: () => Promise<void>,
): Promise<StateStore> {
  try {
    return await openStateStore(dataDir, simulators);
  } catch (error) {
    await closeServers();
    throw error;
  }
}

/** The result of web-order's own request to PayPal. */
function viewOrder(paypal: PayPalSandbox, paypalId: string): PayPalView {
  if (paypal.outage.kind === "refused") return { kind: "unreachable" };
  const order = paypal.outage.kind ? undefined : paypal.find(paypalId);
  return order ? { kind: "shown", order } : { kind: "not_shown" };
}
