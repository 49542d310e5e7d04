import type { ReceiptContent } from "@onekonsole/billing-contract";
import { PDFDocument, type StructureElement } from "pdfkit";
import { type FontName, fonts } from "./fonts.ts";

/** A document that is written from top to bottom, with its structure tree. */
export interface ReceiptPage {
  readonly pdf: PDFDocument;
  /** The element that contains all others. */
  readonly root: StructureElement;
}

export const margin = 56;
const footerHeight = 24;

export const style = {
  title: { font: "bold", size: 20 },
  heading: { font: "bold", size: 11 },
  strong: { font: "bold", size: 10 },
  text: { font: "regular", size: 10 },
  small: { font: "regular", size: 9 },
} as const satisfies Record<string, { readonly font: FontName; readonly size: number }>;

export type Style = (typeof style)[keyof typeof style];

const ink = "#111111";
const line = "#9a9a9a";

/** Opens a document whose bytes depend on the content only. */
export function openPage({ title, language, issuedTime }: Heading): ReceiptPage {
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    pdfVersion: "1.7",
    tagged: true,
    subset: "PDF/UA",
    lang: language,
    displayTitle: true,
    font: fonts.regular,
    bufferPages: true,
    info: {
      Title: title,
      Creator: "OneKonsole Billing",
      Producer: "PDFKit",
      CreationDate: new Date(issuedTime),
    },
  });
  for (const [name, font] of Object.entries(fonts)) pdf.registerFont(name, font);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  pdf.fillColor(ink);
  return { pdf, root };
}

interface Heading extends Pick<ReceiptContent, "title" | "language"> {
  /** In ISO 8601. */
  readonly issuedTime: string;
}

/** The x of the right margin. */
export const rightEdge = ({ pdf }: ReceiptPage): number => pdf.page.width - margin;

/** Continues on a new page unless that height remains above the footer. */
export function ensureHeight({ pdf }: ReceiptPage, height: number): void {
  if (pdf.y + height <= pdf.page.maxY() - footerHeight) return;
  pdf.addPage();
  pdf.fillColor(ink);
}

export interface TextBlock {
  readonly type: "H1" | "H2" | "P";
  readonly style: Style;
  readonly text: string;
  /** By default, from the left margin to the right one. */
  readonly x?: number;
  readonly width?: number;
}

/** Writes a block of text below the last one. */
export function writeText(page: ReceiptPage, block: TextBlock): void {
  const { pdf, root } = page;
  const { type, style: chosen, text, x = margin, width = rightEdge(page) - x } = block;
  pdf.font(chosen.font, chosen.size);
  ensureHeight(page, pdf.heightOfString(text, { width }));
  pdf.x = x;
  root.add(pdf.struct(type, {}, () => pdf.text(text, { width })));
}

/** Draws a line across the page below the last text, apart from the document's text. */
export function drawLine(page: ReceiptPage): void {
  const { pdf } = page;
  pdf.markContent("Artifact", { type: "Layout" });
  pdf.lineWidth(0.5).moveTo(margin, pdf.y).lineTo(rightEdge(page), pdf.y).stroke(line);
  pdf.endMarkedContent();
}

/** Writes a text at the bottom of each page, and ends the document; resolves with its bytes. */
export async function closePage(
  { pdf, root }: ReceiptPage,
  footer: (page: number, of: number) => string,
): Promise<Uint8Array> {
  root.end();
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index);
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf.font(style.small.font, style.small.size);
    pdf.x = margin;
    pdf.y = pdf.page.maxY() - style.small.size * 1.5;
    pdf.text(footer(index + 1, count), { lineBreak: false });
    pdf.endMarkedContent();
  }
  pdf.end();
  return new Uint8Array(Buffer.concat(await pdf.toArray()));
}
