import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create } from "fontkit";
import { fontFiles } from "./font-files.ts";

const { resolve } = createRequire(import.meta.url);

// Kept, since reading a font's tables takes longer than the rest of a document.
const open = (file: string) => create(readFileSync(resolve(file)));

/** The fonts of a document by the names under which it refers to them. */
export const fonts = { regular: open(fontFiles.regular), bold: open(fontFiles.bold) } as const;

export type FontName = keyof typeof fonts;
