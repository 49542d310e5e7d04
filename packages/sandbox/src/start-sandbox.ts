import { getResponse, type HttpHandler } from "msw";
import { openBridge } from "./http/bridge.ts";
import { readCall } from "./http/call.ts";
import type { RequestLog } from "./http/request-log.ts";
import { apiError } from "./paypal/answers.ts";
import { paypalHandlers } from "./paypal/handlers.ts";
import { PayPalSandbox } from "./paypal/paypal-sandbox.ts";
import { webOrderHandlers } from "./web-order/handlers.ts";
import { errorAnswer } from "./web-order/error-answer.ts";
import { WebOrderSandbox } from "./web-order/web-order-sandbox.ts";

export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly paypalPort?: number;
  readonly webOrderPort?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Both simulated neighbours, served over HTTP on 127.0.0.1 until closed. */
export interface Sandbox extends AsyncDisposable {
  readonly paypal: PayPalSandbox;
  readonly webOrder: WebOrderSandbox;
  /** Stops both servers and every delivery, and cuts what is under way. May be called twice. */
  close(): Promise<void>;
}

/** Starts PayPal and web-order. Rejects when a port is taken, and leaves nothing open then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { paypalPort = 0, webOrderPort = 0, ...credentials } = options;
  const paypalBridge = await openBridge(paypalPort);
  const webOrderBridge = await openBridge(webOrderPort).catch(async (error: unknown) => {
    await paypalBridge.close();
    throw error;
  });
  const paypal = new PayPalSandbox({
    url: paypalBridge.url,
    door: paypalBridge,
    ...credentials,
  });
  const webOrder = new WebOrderSandbox({
    url: `${webOrderBridge.url}/order`,
    door: webOrderBridge,
    hasExpired: (paypalId) => paypal.hasExpired(paypalId),
  });
  paypalBridge.serve(answering(paypalHandlers(paypal), paypal.log, () => apiError(404)));
  webOrderBridge.serve(
    answering(webOrderHandlers(webOrder), webOrder.log, () => errorAnswer(404, "no such route")),
  );
  const close = async (): Promise<void> => {
    await Promise.all([paypal.webhooks.close(), paypalBridge.close(), webOrderBridge.close()]);
  };
  return { paypal, webOrder, close, [Symbol.asyncDispose]: close };
}

function answering(handlers: HttpHandler[], log: RequestLog, unmatched: () => Response) {
  return async (request: Request): Promise<Response> => {
    const response = await getResponse(handlers, request);
    if (response) return response;
    log.record(await readCall({ request }));
    return unmatched();
  };
}
