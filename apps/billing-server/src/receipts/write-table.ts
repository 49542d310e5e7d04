import type { StructureElement } from "pdfkit";
import { drawLine, ensureHeight, margin, type ReceiptPage, type Style } from "./receipt-page.ts";

/** The left edge of a column from the left margin, and its width, both in points. */
export interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

interface Cell {
  readonly text: string;
  readonly column: Column;
  /** The cells that a header cell is about. */
  readonly header?: "Row" | "Column";
}

export interface Row {
  readonly style: Style;
  readonly cells: readonly Cell[];
}

const rowGap = 5;

/** Writes a table row by row, with a line above each; a row is never divided between pages. */
export function writeTable(page: ReceiptPage, rows: readonly Row[]): void {
  const table = page.pdf.struct("Table");
  page.root.add(table);
  for (const row of rows) writeRow(page, table, row);
  table.end();
}

function writeRow(page: ReceiptPage, table: StructureElement, { style, cells }: Row): void {
  const { pdf } = page;
  pdf.font(style.font, style.size);
  const heights = cells.map(({ text, column: { width } }) => pdf.heightOfString(text, { width }));
  const height = Math.max(...heights);
  ensureHeight(page, height + 2 * rowGap);
  drawLine(page);
  const top = pdf.y + rowGap;
  const row = pdf.struct("TR");
  table.add(row);
  for (const { text, header, column } of cells) {
    const { x, width, align } = column;
    pdf.x = margin + x;
    pdf.y = top;
    const write = () => pdf.text(text, { width, align });
    row.add(header ? pdf.struct("TH", { scope: header }, write) : pdf.struct("TD", {}, write));
  }
  row.end();
  pdf.y = top + height + rowGap;
}
