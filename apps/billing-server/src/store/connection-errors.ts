import { BillingError } from "../domain/billing-error.ts";

// SQLSTATE classes 08 (connection), 53 (resources) and 57 (operator intervention, such as shutdown
// or timeout); 25006: the server is read-only after a failover; 40P01 and 55P03: rolled back because
// of a deadlock or a long wait for a lock; and the system's socket errors.
const unreachableCode = /^(?:(?:08|53|57)...|25006|40P01|55P03|E[A-Z]+)$/;
// pg sets no code for these.
const unreachableText =
  /timeout exceeded when trying to connect|Connection terminated|not queryable/;

/**
 * Converts connection errors into BillingError `service_unavailable`. Any other error stays as it
 * is: a defect reported as an outage would be retried without end.
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
 * Whether an error means that the database is unavailable. Checks properties, not the class, since
 * the job queue throws copies.
 */
export function isConnectionError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, message = "", errors } = error as Partial<Error> & Record<string, unknown>;
  // A host name with several addresses fails once for each of them.
  if (Array.isArray(errors)) return errors.some(isConnectionError);
  // Node's socket and DNS errors have the failed system call.
  if ("syscall" in error) return true;
  return typeof code === "string" ? unreachableCode.test(code) : unreachableText.test(message);
}
