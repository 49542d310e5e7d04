import { BillingError } from "../domain/billing-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON of a body whatever its content type: the real console labels JSON as text/plain.
 * Throws `invalid_input` for what is no JSON.
 */
export async function readJson(request: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<unknown> {
  const bytes = await request.arrayBuffer();
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    const message = bytes.byteLength === 0 ? "is empty; send JSON" : "is not valid JSON";
    throw new BillingError("invalid_input", { fields: [{ path: "", message }], cause });
  }
}
