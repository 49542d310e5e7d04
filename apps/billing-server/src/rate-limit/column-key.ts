import { createHash } from "node:crypto";

/** The key as the column can keep it, which is 255 characters wide with the limit's name before them. */
export const columnKey = (key: string): string =>
  /^[\x20-\x7e]{1,200}$/.test(key) ? key : createHash("sha256").update(key).digest("hex");
