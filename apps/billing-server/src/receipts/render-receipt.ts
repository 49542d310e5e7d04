import {
  type ReceiptContent,
  receiptContent,
  type ReceiptDocument,
  type ReceiptFact,
  type ReceiptLanguage,
  receiptTexts,
} from "@onekonsole/billing-contract";
import {
  closePage,
  ensureHeight,
  margin,
  openPage,
  type ReceiptPage,
  style,
  writeText,
} from "./receipt-page.ts";
import { type Row, writeTable } from "./write-table.ts";

/**
 * Renders a receipt or credit note as a tagged PDF of A4 pages. The bytes are the same for the same
 * document and language, within a release.
 */
export function renderReceipt(
  document: ReceiptDocument,
  language: ReceiptLanguage,
): Promise<Uint8Array> {
  const content = receiptContent(document, language);
  const page = openPage({ ...content, issuedTime: document.issued_time });
  writeText(page, { type: "H1", style: style.title, text: content.title });
  writeText(page, { type: "P", style: style.text, text: content.issued });
  writeParties(page, content);
  writeHeading(page, content.payment.heading);
  writeTable(page, factRows(content.payment.facts));
  if (content.items) {
    writeHeading(page, content.items.heading);
    writeTable(page, itemRows(content.items));
  }
  ensureHeight(page, amountsHeight);
  writeHeading(page, content.amounts.heading);
  writeTable(page, amountRows(content.amounts));
  space(page);
  for (const text of content.notes) writeText(page, { type: "P", style: style.small, text });
  const { page: footer } = receiptTexts[language];
  return closePage(
    page,
    (number, of) => `${content.title} · ${footer(String(number), String(of))}`,
  );
}

// Heading and three rows, so that the total is on one page with what it consists of.
const amountsHeight = 120;

function space({ pdf }: ReceiptPage): void {
  pdf.y += 18;
}

function writeHeading(page: ReceiptPage, text: string): void {
  space(page);
  // With the first row below it.
  ensureHeight(page, 60);
  writeText(page, { type: "H2", style: style.heading, text });
  page.pdf.y += 4;
}

/** Side by side; each is read to its end first. The second column has room for a user id in one line. */
function writeParties(page: ReceiptPage, { parties }: ReceiptContent): void {
  space(page);
  const top = page.pdf.y;
  const bottoms = parties.map(({ heading, lines }, index) => {
    const place = index === 0 ? { x: margin, width: 205 } : { x: margin + 215, width: 268 };
    page.pdf.y = top;
    writeText(page, { type: "H2", style: style.heading, text: heading, ...place });
    for (const text of lines) writeText(page, { type: "P", style: style.text, text, ...place });
    return page.pdf.y;
  });
  page.pdf.y = Math.max(...bottoms);
}

/** Labels and values, side by side. */
const factRows = (facts: readonly ReceiptFact[]): Row[] =>
  facts.map(({ label, value }) => ({
    style: style.text,
    cells: [
      { text: label, column: { x: 0, width: 140, align: "left" }, header: "Row" },
      { text: value, column: { x: 150, width: 333, align: "left" } },
    ],
  }));

type Items = NonNullable<ReceiptContent["items"]>;

const itemRows = ({ columns, rows }: Items): Row[] => [
  { style: style.strong, cells: itemCells(columns).map((cell) => ({ ...cell, header: "Column" })) },
  ...rows.map((texts) => ({ style: style.text, cells: itemCells(texts) })),
];

const itemCells = ([item, quantity, unit, amount]: Items["columns"]) => [
  { text: item, column: { x: 0, width: 190, align: "left" as const } },
  { text: quantity, column: { x: 195, width: 75, align: "right" as const } },
  { text: unit, column: { x: 275, width: 100, align: "right" as const } },
  { text: amount, column: { x: 383, width: 100, align: "right" as const } },
];

const amountRows = ({ facts, total }: ReceiptContent["amounts"]): Row[] =>
  [...facts, total].map((fact) => ({
    style: fact === total ? style.strong : style.text,
    cells: [
      { text: fact.label, column: { x: 0, width: 300, align: "left" }, header: "Row" },
      { text: fact.value, column: { x: 310, width: 173, align: "right" } },
    ],
  }));
