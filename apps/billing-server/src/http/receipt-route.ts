import { createHash } from "node:crypto";
import {
  type AppOutputs,
  type ReceiptDocument,
  type ReceiptLanguage,
  receiptFileName,
  receiptLanguages,
} from "@onekonsole/billing-contract";
import { receiptPdf } from "@onekonsole/billing-contract/schemas";
import { TRPCError } from "@trpc/server";
import type { Context, Hono } from "hono";
import { BillingError } from "../domain/billing-error.ts";
import { runProcedure } from "../procedures/run-procedure.ts";
import { acceptedLanguage } from "./accepted-language.ts";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { toProcedureContext } from "./procedure-context.ts";
import { queryReader } from "./read-query.ts";

const readQuery = queryReader(receiptPdf.input);

/** Returns a document of an order as PDF, and 304 to a client that has it. */
export function addReceiptRoute(
  app: Hono<AppEnvironment>,
  { deps, receipts }: Pick<AppOptions, "deps" | "receipts">,
): void {
  app.get(receiptPdf.path, async (context) => {
    const { document, language } = await findDocument(context, deps);
    const etag = entityTag(document, language);
    context.header("vary", "Accept-Language, Authorization", { append: true });
    // The caller's rights are checked each time; only the document is not sent again.
    context.header("cache-control", "private, no-cache");
    context.header("etag", etag);
    if (context.req.header("if-none-match")?.includes(etag)) return context.body(null, 304);
    const pdf = await receipts.render(document, language);
    context.header("content-type", receiptPdf.mediaType);
    context.header("content-language", language);
    context.header("content-disposition", `attachment; filename="${receiptFileName(document)}"`);
    return context.body(new Uint8Array(pdf));
  });
}

interface Found {
  readonly document: ReceiptDocument;
  readonly language: ReceiptLanguage;
}

/** The document for its owner; throws the errors that `receiptPdf` declares. */
async function findDocument(
  context: Context<AppEnvironment>,
  deps: AppOptions["deps"],
): Promise<Found> {
  const { req } = context;
  const call = toProcedureContext(deps, {
    limits: context.get("limits"),
    requestId: context.get("requestId"),
    idempotencyKey: undefined,
    onOrder: (orderId) => context.set("orderId", orderId),
  });
  // Before the query is parsed; counted once.
  const authenticated = await call.authenticateAndLimit();
  const { order_id, number, language } = validQuery(new URL(req.url).search.slice(1));
  const { documents } = (await runProcedure({
    path: "order.receipt",
    ctx: { ...call, authenticateAndLimit: async () => authenticated },
    getRawInput: async () => ({ order_id }),
    signal: undefined,
  })) as AppOutputs["order"]["receipt"];
  const document = documents.find((each) =>
    number === undefined ? each.kind === "receipt" : each.number === number,
  );
  if (!document) throw new BillingError("not_found");
  const accepted = () => acceptedLanguage(req.header("accept-language"), receiptLanguages);
  return { document, language: language ?? accepted() };
}

function validQuery(query: string) {
  const { success, data, error } = receiptPdf.input.safeParse(readQuery(query));
  if (!success) throw new TRPCError({ code: "BAD_REQUEST", cause: error });
  return data;
}

/** Weak, since a later release may lay the same document out differently. */
function entityTag(document: ReceiptDocument, language: ReceiptLanguage): string {
  const content = JSON.stringify([document, language]);
  return `W/"${createHash("sha256").update(content).digest("base64url")}"`;
}
