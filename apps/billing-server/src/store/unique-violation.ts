import pg from "pg";

const uniqueViolation = "23505";

/** Whether a statement violated a unique constraint: the named one, or any. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  error instanceof pg.DatabaseError &&
  error.code === uniqueViolation &&
  (constraint === undefined || error.constraint === constraint);
