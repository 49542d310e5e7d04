import { getResponse, type HttpHandler } from "msw";
import type { ControlledSandbox } from "./control/handler.ts";
import { recordReceived, recordSent } from "./control/record-wire.ts";
import { noSuchPath, serveControl } from "./control/serve-control.ts";
import type { SimulatorName } from "./control/simulators.ts";
import type { Answer, Bridge } from "./http/bridge.ts";
import { readCall } from "./http/call.ts";
import type { RequestLog } from "./http/request-log.ts";
import { issuerHandlers } from "./oidc/handlers.ts";
import { oauthError } from "./oidc/responses.ts";
import type { Bridges } from "./open-bridges.ts";
import { paypalHandlers } from "./paypal/handlers.ts";
import { apiError } from "./paypal/responses.ts";
import { withStartPage } from "./start-page/start-page.ts";
import { startPages } from "./start-page/start-pages.ts";
import { errorResponse } from "./web-order/error-response.ts";
import { webOrderHandlers } from "./web-order/handlers.ts";

interface ServeOptions {
  readonly recordsWire: boolean;
  /** Called after each request, before its response is sent. */
  readonly beforeResponse: () => void;
}

/** Serves the simulators and the control API on their ports. */
export function serveSandbox(
  bridges: Bridges,
  sandbox: ControlledSandbox,
  { recordsWire, beforeResponse }: ServeOptions,
): void {
  const { paypal, webOrder, issuer } = sandbox;
  if (recordsWire) recordSent(sandbox);
  const serve = (bridge: Bridge, answer: Answer): void =>
    bridge.serve(async (request) => {
      const response = await answer(request);
      beforeResponse();
      return response;
    });
  /** A simulator's port: the control API, then the simulator. */
  const serveSimulator = (bridge: Bridge, name: SimulatorName, answer: Answer): void => {
    const simulator = recordsWire ? recordReceived(sandbox, name, answer) : answer;
    serve(bridge, async (request) => (await serveControl(sandbox, request)) ?? simulator(request));
  };
  const pages = startPages(sandbox);
  const asPayPal = answering(paypalHandlers(paypal), paypal.log, () => apiError(404));
  serveSimulator(bridges.paypal, "paypal", withStartPage(pages.paypal, asPayPal));
  const noRoute = () => errorResponse(404, "no such route");
  const asWebOrder = answering(webOrderHandlers(webOrder), webOrder.log, noRoute);
  serveSimulator(bridges.webOrder, "web_order", withStartPage(pages.webOrder, asWebOrder));
  const notFound = () => oauthError(404, "not_found", "No route");
  const asIssuer = answering(issuerHandlers(issuer), issuer.log, notFound);
  serveSimulator(bridges.issuer, "issuer", withStartPage(pages.issuer, asIssuer));
  const asControl: Answer = async (request) =>
    (await serveControl(sandbox, request)) ?? noSuchPath();
  serve(bridges.control, withStartPage(pages.control, asControl));
}

function answering(handlers: HttpHandler[], log: RequestLog, unmatched: () => Response): Answer {
  return async (request) => {
    const response = await getResponse(handlers, request);
    if (response) return response;
    log.record(await readCall({ request }));
    return unmatched();
  };
}
