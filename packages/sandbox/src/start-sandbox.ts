import { getResponse, type HttpHandler } from "msw";
import { recordReceived, recordSent } from "./control/record-wire.ts";
import { noSuchPath, serveControl } from "./control/serve-control.ts";
import type { SimulatorName } from "./control/simulators.ts";
import { type Answer, type Bridge, type Hosts, openBridge } from "./http/bridge.ts";
import { readCall } from "./http/call.ts";
import { Listeners } from "./http/listeners.ts";
import type { RequestLog } from "./http/request-log.ts";
import { WireLog } from "./http/wire-log.ts";
import { findLiveSetting } from "./live-credentials.ts";
import { issuerHandlers } from "./oidc/handlers.ts";
import { IssuerSandbox } from "./oidc/issuer-sandbox.ts";
import { oauthError } from "./oidc/responses.ts";
import { paypalHandlers } from "./paypal/handlers.ts";
import { PayPalSandbox } from "./paypal/paypal-sandbox.ts";
import { apiError } from "./paypal/responses.ts";
import type { SandboxState } from "./state/sandbox-schema.ts";
import { exportSandbox, importSandbox, type Simulators } from "./state/sandbox-state.ts";
import { openStateStore, type StateStore } from "./state/state-store.ts";
import { errorResponse } from "./web-order/error-response.ts";
import { webOrderHandlers } from "./web-order/handlers.ts";
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
  /** Replaces the state, in place; the URLs stay. Rejects if a key or certificate is not PEM. */
  importState(state: SandboxState): Promise<void>;
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
  const { recordsWire = false, host = "127.0.0.1", publicHost = host, ...others } = options;
  const { dataDir, ...rest } = others;
  const {
    paypalPort = 0,
    webOrderPort = 0,
    issuerPort = 0,
    controlPort = 0,
    ...credentials
  } = rest;
  const ports = {
    paypal: paypalPort,
    webOrder: webOrderPort,
    issuer: issuerPort,
    control: controlPort,
  };
  const bridges = await openBridges(ports, { host, publicHost });
  const paypal = new PayPalSandbox({
    url: bridges.paypal.url,
    connectivity: bridges.paypal,
    ...credentials,
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
  const controlUrl = bridges.control.url;
  const acted = new Listeners<string>();
  const wire = new WireLog();
  const controlled = { paypal, webOrder, issuer, wire, acted, controlUrl, publicHost };
  if (recordsWire) recordSent(controlled);
  const simulators = { paypal, webOrder, issuer };
  const closeServers = async (): Promise<void> => {
    await Promise.all([paypal.webhooks, ...Object.values(bridges)].map((it) => it.close()));
  };
  const store =
    dataDir === undefined ? undefined : await openStore(dataDir, simulators, closeServers);
  /** Responds once the effects are stored. */
  const serveStored = (bridge: Bridge, answer: Answer): void =>
    bridge.serve(async (request) => {
      const response = await answer(request);
      store?.flush();
      return response;
    });
  /** A simulator's port: the control API, then the simulator. */
  const serve = (bridge: Bridge, name: SimulatorName, answer: Answer): void => {
    const simulator = recordsWire ? recordReceived(controlled, name, answer) : answer;
    serveStored(
      bridge,
      async (request) => (await serveControl(controlled, request)) ?? simulator(request),
    );
  };
  serve(
    bridges.paypal,
    "paypal",
    answering(paypalHandlers(paypal), paypal.log, () => apiError(404)),
  );
  serve(
    bridges.webOrder,
    "web_order",
    answering(webOrderHandlers(webOrder), webOrder.log, () => errorResponse(404, "no such route")),
  );
  serve(
    bridges.issuer,
    "issuer",
    answering(issuerHandlers(issuer), issuer.log, () => oauthError(404, "not_found", "No route")),
  );
  serveStored(
    bridges.control,
    async (request) => (await serveControl(controlled, request)) ?? noSuchPath(),
  );
  const close = async (): Promise<void> => {
    await closeServers();
    store?.close();
  };
  return {
    ...simulators,
    controlUrl,
    exportState: () => exportSandbox(simulators),
    importState: (state) => importSandbox(simulators, structuredClone(state)),
    close,
    [Symbol.asyncDispose]: close,
  };
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

async function openBridges<Name extends string>(
  ports: Readonly<Record<Name, number>>,
  hosts: Hosts,
): Promise<Record<Name, Bridge>> {
  const opened: Partial<Record<Name, Bridge>> = {};
  try {
    for (const [name, port] of Object.entries(ports) as [Name, number][])
      opened[name] = await openBridge(port, hosts);
    return opened as Record<Name, Bridge>;
  } catch (error) {
    await Promise.all((Object.values(opened) as Bridge[]).map((bridge) => bridge.close()));
    throw error;
  }
}

function answering(handlers: HttpHandler[], log: RequestLog, unmatched: () => Response) {
  return async (request: Request): Promise<Response> => {
    const response = await getResponse(handlers, request);
    if (response) return response;
    log.record(await readCall({ request }));
    return unmatched();
  };
}
