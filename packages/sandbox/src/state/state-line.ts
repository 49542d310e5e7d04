/** The first line of a state file. */
export interface FileHeader {
  readonly format: "billing-sandbox";
  readonly version: number;
}

/** A line of a state file. Without a value, the record is deleted; the key of a single value is null. */
export type StateLine = readonly [path: string, key: string | null, value?: unknown];

/** The text of a line, and of the same line without its value. */
export const addressText = (path: string, key: string | null): string =>
  JSON.stringify([path, key]).slice(0, -1);

export const lineText = (address: string, json: string | undefined): string =>
  `${address}${json === undefined ? "" : `,${json}`}]\n`;
