import { createHash } from "node:crypto";

/** The key for the column of 255 characters, which also has the limit's name: long or non-ASCII keys are hashed. */
export const columnKey = (key: string): string =>
  /^[\x20-\x7e]{1,200}$/.test(key) ? key : createHash("sha256").update(key).digest("hex");
