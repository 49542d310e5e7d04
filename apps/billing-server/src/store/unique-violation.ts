import pg from "pg";

const uniqueViolation = "23505";

/** Whether a statement failed because another row has the value; of that constraint, where one is named. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  error instanceof pg.DatabaseError &&
  error.code === uniqueViolation &&
  (constraint === undefined || error.constraint === constraint);
