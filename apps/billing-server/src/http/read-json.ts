import { BillingError } from "../domain/billing-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON of a body whatever its content type: the real console labels JSON as text/plain.
 * Throws `invalid_input` for what is no JSON.
 */
export async function readJson(request: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<unknown> {
  const bytes = await request.arrayBuffer().catch((cause: unknown) => {
    throw cutShort(cause);
  });
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw unreadable(bytes.byteLength === 0 ? "is empty; send JSON" : "is not valid JSON", cause);
  }
}

/** The caller went away in the middle of his body: not a fault of ours. */
export const cutShort = (cause: unknown): BillingError => unreadable("was cut short", cause);

const unreadable = (message: string, cause: unknown) =>
  new BillingError("invalid_input", { fields: [{ path: "", message }], cause });
