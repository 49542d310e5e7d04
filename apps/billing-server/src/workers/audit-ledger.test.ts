import { describe, expect, test, vi } from "vitest";
import type { OrderId } from "../domain/order.ts";
import type { AuditedPiece, LedgerAudit } from "../ports/ledger-audit.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { auditLedger } from "./audit-ledger.ts";

const more: AuditedPiece = { wrongOrders: [], undocumented: [], wrongTotals: null };
const last: AuditedPiece = { ...more, wrongTotals: [] };

function setUp(orders = 0) {
  const readPiece = vi.fn<LedgerAudit["readPiece"]>(async () => more);
  const audit = {
    readPiece,
    countOrders: async () => orders,
    status: vi.fn<LedgerAudit["status"]>(),
  };
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const order = sampleOrder();
  const store = { find: async () => order, issueReceipts: vi.fn(async () => []) };
  return { audit, log, store, order, readPiece };
}

describe("a run of the audit", () => {
  test("ends with the pass", async () => {
    const { readPiece, ...deps } = setUp();
    readPiece.mockResolvedValueOnce(more).mockResolvedValueOnce(last);
    await auditLedger(deps);
    expect(readPiece.mock.calls).toEqual([[1_000], [1_000]]);
    expect(deps.log.error).not.toHaveBeenCalled();
  });

  test("reads a limited number of orders, of which a pass takes several runs", async () => {
    const { readPiece, ...deps } = setUp();
    await auditLedger({ ...deps, ordersPerRun: 50, pieceSize: 10 });
    expect(readPiece).toHaveBeenCalledTimes(5);
  });

  test("reads more of many orders, so that a pass ends within twelve hours", async () => {
    const { readPiece, ...deps } = setUp(72_000);
    await auditLedger({ ...deps, ordersPerRun: 50, pieceSize: 10 });
    expect(readPiece).toHaveBeenCalledTimes(10);
  });

  test("issues the documents that orders lack", async () => {
    const { readPiece, order, ...deps } = setUp();
    readPiece.mockResolvedValueOnce({ ...last, undocumented: [order.id] });
    await auditLedger(deps);
    expect(deps.store.issueReceipts.mock.calls).toEqual([[order]]);
  });

  test("logs each wrong order and each wrong total as an error", async () => {
    const { readPiece, ...deps } = setUp();
    const values = { orders: "1", captured: "3100", refunded: "0", reversed: "0" };
    const wrong = {
      state: "captured",
      currency: "EUR",
      total: { ...values, orders: "2" },
      rows: values,
    };
    readPiece.mockResolvedValueOnce({
      ...more,
      wrongOrders: ["o-1" as OrderId],
      wrongTotals: [wrong],
    });
    await auditLedger(deps);
    expect(deps.log.error.mock.calls).toEqual([
      [{ custom_id: "o-1" }, "order contradicts its history or its refunds"],
      [wrong, "total differs from the orders"],
    ]);
  });
});
