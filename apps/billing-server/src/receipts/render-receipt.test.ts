import { receiptContent, receiptLanguages } from "@onekonsole/billing-contract";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { creditNote, receipt } from "./receipt-document.fixture.ts";
import { renderReceipt } from "./render-receipt.ts";

/** Without spaces: a PDF has positions instead of some, and breaks lines elsewhere. */
const plain = (text: string) => text.replaceAll(/\s+/g, "");

const documents = [receipt, creditNote].flatMap((document) =>
  receiptLanguages.map((language) => ({ document, language, kind: document.kind })),
);

test.each(documents)("a $kind in $language states every text and figure", async (each) => {
  const content = receiptContent(each.document, each.language);
  const pdf = await getDocumentProxy(await renderReceipt(each.document, each.language));
  const text = plain((await extractText(pdf, { mergePages: true })).text);
  for (const stated of textsIn(content)) expect(text).toContain(plain(stated));
  const page = each.language === "fr" ? "Page 1 sur 1" : "Page 1 of 1";
  expect(text).toContain(plain(`${content.title} · ${page}`));
});

/** The texts of a content; its language is none. */
function textsIn(content: ReturnType<typeof receiptContent>): string[] {
  const texts: string[] = [];
  JSON.stringify(content, (key, value: unknown) => {
    if (typeof value === "string" && key !== "language") texts.push(value);
    return value;
  });
  return texts;
}

test("is tagged, titled and in its language", async () => {
  const pdf = await getDocumentProxy(await renderReceipt(receipt, "fr"));
  const { info, metadata } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: "Reçu 2026-000001", Language: "fr-FR" });
  expect(metadata?.get("pdfuaid:part")).toBe("1");
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const page = await pdf.getPage(1);
  const roles = rolesIn(await page.getStructTree());
  expect(roles.slice(0, 6)).toEqual(["Root", "Document", "H1", "P", "H2", "P"]);
  for (const role of ["Table", "TR", "TH", "TD"]) expect(roles).toContain(role);
  expect(roles.filter((role) => role === "Table")).toHaveLength(3);
});

interface StructureNode {
  readonly type?: string;
  readonly role?: string;
  readonly children?: readonly StructureNode[];
}

const rolesIn = ({ role, children = [] }: StructureNode): string[] => [
  ...(role === undefined ? [] : [role]),
  ...children.flatMap(rolesIn),
];

test("has the same bytes for the same document and language", async () => {
  const first = await renderReceipt(receipt, "fr");
  await renderReceipt(creditNote, "en");
  expect(Buffer.from(await renderReceipt(receipt, "fr")).equals(first)).toBe(true);
  expect(Buffer.from(await renderReceipt(receipt, "en")).equals(first)).toBe(false);
});

test("continues on further pages, and states their number on each", async () => {
  const lines = Array.from({ length: 70 }, () => receipt.lines[0]!);
  const longest = { ...receipt, lines, cluster_name: "a".repeat(63) };
  const pdf = await getDocumentProxy(await renderReceipt(longest, "en"));
  const { totalPages, text } = await extractText(pdf);
  expect(totalPages).toBeGreaterThan(2);
  for (const [index, page] of text.entries())
    expect(page).toContain(`Page ${index + 1} of ${totalPages}`);
  expect(text.join().match(/Managed control plane/g)).toHaveLength(70);
});
