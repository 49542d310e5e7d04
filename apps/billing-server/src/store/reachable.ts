import pg from "pg";
import { BillingError } from "../domain/billing-error.ts";

// SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (shutdown, time-out).
const unreachableState = /^(?:08|53|57)/;
// pg has no codes for these.
const unreachableText =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable/;

/**
 * Turns "the database can't be reached" into the error a caller may see. A mistake of ours must not
 * look like an outage, or it would be retried for ever.
 */
export async function reachable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUnreachable(error)) throw new BillingError("service_unavailable", { cause: error });
    throw error;
  }
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return unreachableState.test(error.code ?? "");
  // A name with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  if (!(error instanceof Error)) return false;
  // Faults of Node's sockets and name look-ups carry the call that failed.
  return "syscall" in error || unreachableText.test(error.message);
}
