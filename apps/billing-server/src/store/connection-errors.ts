import { BillingError } from "../domain/billing-error.ts";

// SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (shutdown, time-out); 25006, a
// server that was demoted takes no writes; 40P01, of two that waited for each other one was rolled back;
// and what the system says of a socket.
const unreachableCode = /^(?:(?:08|53|57)...|25006|40P01|E[A-Z]+)$/;
// pg has no codes for these.
const unreachableText =
  /timeout exceeded when trying to connect|Connection terminated|not queryable/;

/**
 * Turns "the database can't be reached" into the error a caller may see. A mistake of ours must not
 * look like an outage, or it would be retried for ever.
 */
export async function mapConnectionErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isConnectionError(error)) throw new BillingError("service_unavailable", { cause: error });
    throw error;
  }
}

/**
 * Whether an error says that the database can't be reached. By what it carries and not by its class:
 * the job queue hands on copies.
 */
export function isConnectionError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, message = "", errors } = error as Partial<Error> & Record<string, unknown>;
  // A name with several addresses fails once for each of them.
  if (Array.isArray(errors)) return errors.some(isConnectionError);
  // Faults of Node's sockets and name look-ups carry the call that failed.
  if ("syscall" in error) return true;
  return typeof code === "string" ? unreachableCode.test(code) : unreachableText.test(message);
}
