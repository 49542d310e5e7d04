import type { AppRouter, BillingErrorShape, errorCatalog } from "@onekonsole/billing-contract";
import type { receiptPdf } from "@onekonsole/billing-contract/schemas";
import { TRPCClientError } from "@trpc/client";
import { describeFailure } from "./billing-error.ts";

type Route = typeof receiptPdf;

export interface ReceiptPdfOptions {
  /** Of a document of `order.receipt`; by default, the order's receipt. */
  readonly number?: string;
  /** By default, the language that the browser accepts, or else English. */
  readonly language?: "en" | "fr";
  readonly signal?: AbortSignal;
}

interface Request {
  /** The service's root, without a slash at its end. */
  readonly root: string;
  readonly orderId: string;
  readonly options: ReceiptPdfOptions;
  /** Adds the token and the timeout. */
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
}

const path: Route["path"] = "/orders/receipt.pdf";
const mediaType: Route["mediaType"] = "application/pdf";

/** Fetches a document as PDF; rejects with a TRPCClientError, as every call of a procedure does. */
export async function fetchReceiptPdf({ root, orderId, options, send }: Request): Promise<Blob> {
  const { number, language, signal } = options;
  const query = new URLSearchParams({
    order_id: orderId,
    ...(number === undefined ? {} : { number }),
    ...(language === undefined ? {} : { language }),
  });
  const init = signal === undefined ? {} : { signal };
  const response = await send(`${root}${path}?${query.toString()}`, init).catch(rejected);
  if (!response.ok) throw await responseError(response).catch(rejected);
  // A proxy that does not route the path may answer with a page.
  if (response.headers.get("content-type") !== mediaType) return rejected(new Error("No PDF."));
  return response.blob().catch(rejected);
}

/** For a request without a response of the service. */
const rejected = (error: unknown): never => {
  throw describeFailure(TRPCClientError.from<AppRouter>(error as Error));
};

type Code = Route["errors"][number];

// The types are the contract's, so that an action that differs from it does not compile.
const actions: { readonly [Each in Code]: (typeof errorCatalog)[Each]["action"] } = {
  invalid_input: "stop",
  unauthenticated: "stop",
  order_not_found: "stop",
  not_found: "stop",
  too_many_requests: "retry",
  internal: "ask",
  service_unavailable: "retry",
};

/** The error of a procedure that a REST error corresponds to. */
async function responseError(response: Response): Promise<TRPCClientError<AppRouter>> {
  const { error: message, code } = (await response.json()) as { error: string; code: Code };
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  const data: BillingErrorShape["data"] = {
    code,
    httpStatus: response.status,
    billing_code: code,
    action: actions[code],
    request_id: response.headers.get("x-request-id") ?? "",
    fields: [],
    ...(seconds > 0 ? { retry_after_seconds: seconds } : {}),
  };
  return describeFailure(TRPCClientError.from<AppRouter>({ error: { message, code: 0, data } }));
}
