import { BillingError } from "../domain/billing-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a body to its end; rejects if the client disconnects before. */
export type BodyReader = () => Promise<ArrayBuffer | Uint8Array>;

/**
 * Parses the body as JSON whatever its content type: the console sends JSON as text/plain. Throws
 * `invalid_input` for invalid JSON.
 */
export async function readJson(read: BodyReader): Promise<unknown> {
  const bytes = await read().catch((cause: unknown) => {
    throw truncatedBody(cause);
  });
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw invalidBody(bytes.byteLength === 0 ? "is empty; send JSON" : "is not valid JSON", cause);
  }
}

/** The client disconnected before the end of the body. */
export const truncatedBody = (cause: unknown): BillingError => invalidBody("was cut short", cause);

const invalidBody = (message: string, cause: unknown) =>
  new BillingError("invalid_input", { fields: [{ path: "", message }], cause });
