// The published types describe 0.17: they lack PDF/UA, structure attributes and the named export. The
// types that we need are declared here, from the sources of 0.20.2.
declare module "pdfkit" {
  import type { Readable } from "node:stream";
  import type { Font } from "fontkit";

  interface DocumentOptions {
    readonly size: "A4";
    readonly margin: number;
    readonly pdfVersion: "1.7";
    /** Writes a structure tree, which reads the content in order. */
    readonly tagged: true;
    readonly subset: "PDF/UA";
    /** A BCP 47 tag. */
    readonly lang: string;
    /** Shows the title in the window instead of the file's name. */
    readonly displayTitle: true;
    /** By default, a standard font, which is not embedded. */
    readonly font: Font;
    /** Keeps all pages until `end`, so that each can state the number of pages. */
    readonly bufferPages: true;
    /** The file's id is computed from these. */
    readonly info: {
      readonly Title: string;
      readonly Creator: string;
      readonly Producer: string;
      readonly CreationDate: Date;
    };
  }

  interface TextOptions {
    readonly width?: number;
    readonly align?: "left" | "right";
    readonly lineBreak?: false;
  }

  /** An element of the structure tree, such as `P` or `TR`. */
  interface StructureElement {
    /** Runs a function at once if the element is attached to the document. */
    add(child: StructureElement): this;
    end(): void;
  }

  interface StructureOptions {
    readonly scope?: "Row" | "Column";
  }

  /** Lengths are points from the page's upper left corner. */
  class PDFDocument extends Readable {
    constructor(options: DocumentOptions);
    x: number;
    y: number;
    readonly page: { readonly width: number; readonly height: number; maxY(): number };
    registerFont(name: string, font: Font): this;
    /** The name of a registered font. */
    font(name: string, size: number): this;
    fillColor(color: string): this;
    /** Begins at `x` and `y`, and moves them to the end of the text. */
    text(text: string, options?: TextOptions): this;
    heightOfString(text: string, options: TextOptions): number;
    struct(type: string, options?: StructureOptions, content?: () => void): StructureElement;
    addStructure(element: StructureElement): this;
    /** Begins content that is not part of the document's text. */
    markContent(tag: "Artifact", options: { readonly type: "Pagination" | "Layout" }): this;
    endMarkedContent(): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    stroke(color: string): this;
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): unknown;
    end(): void;
  }
}

declare module "fontkit" {
  /** A parsed font; documents only read it. */
  interface Font {
    readonly postscriptName: string;
    hasGlyphForCodePoint(codePoint: number): boolean;
  }

  function create(file: Uint8Array): Font;
}
