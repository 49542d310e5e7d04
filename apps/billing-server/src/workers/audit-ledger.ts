import type { OrderId } from "../domain/order.ts";
import type { LedgerAudit } from "../ports/ledger-audit.ts";
import type { Log } from "../ports/log.ts";
import type { OrderStore } from "../ports/order-store.ts";

export interface AuditDependencies {
  readonly audit: LedgerAudit;
  readonly store: Pick<OrderStore, "find" | "issueReceipts">;
  readonly log: Log;
  /** Orders read in one transaction. */
  readonly pieceSize?: number;
  /** Orders read in one run, at least. */
  readonly ordersPerRun?: number;
}

// With a run a minute, a pass takes twelve hours at most, however many orders there are.
const runsPerPass = 720;
// Then the next run continues; shorter than the grace of a shutdown.
const longestMs = 15_000;

/**
 * Adds the recorded changes to the running totals, and compares the totals with the orders, a piece
 * in each transaction. Issues the receipts and credit notes that are missing. Ends with the pass, or once
 * enough orders are read.
 */
export async function auditLedger(deps: AuditDependencies): Promise<void> {
  const { audit, log, pieceSize = 1_000, ordersPerRun = 20_000 } = deps;
  const wanted = Math.max(ordersPerRun, (await audit.countOrders()) / runsPerPass);
  const deadline = performance.now() + longestMs;
  for (let read = 0; read < wanted && performance.now() < deadline; read += pieceSize) {
    const { wrongOrders, undocumented, wrongTotals } = await audit.readPiece(pieceSize);
    for (const id of wrongOrders)
      log.error({ custom_id: id }, "order contradicts its history or its refunds");
    for (const { state, currency, total, rows } of wrongTotals ?? [])
      log.error({ state, currency, total, rows }, "total differs from the orders");
    await issueMissing(deps, undocumented);
    if (wrongTotals) return;
  }
}

// After receipts were off, many payments may lack one; the next pass issues more.
const mostPerPiece = 100;

/** A server of a release without receipts recorded these orders' money, or receipts were off. */
async function issueMissing(
  { store, log }: AuditDependencies,
  ids: readonly OrderId[],
): Promise<void> {
  for (const id of ids.slice(0, mostPerPiece)) {
    const order = await store.find(id);
    if (!order) continue;
    const documents = await store.issueReceipts(order);
    log.info({ order_id: order.paypalOrderId, documents: documents.length }, "receipts completed");
  }
}
