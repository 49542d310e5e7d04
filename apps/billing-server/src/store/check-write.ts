import type pg from "pg";
import { mapConnectionErrors } from "./connection-errors.ts";

// A full disk rejects only writes that extend a file, and updating a row in its page does not. So a
// megabyte first goes to a temporary file, which PostgreSQL uses beyond work_mem and deletes after
// the statement. The row's commit then checks the disk of the write-ahead log.
const writes = `
  set local work_mem = '64kB';
  with filler as materialized (select repeat('x', 8000) from generate_series(1, 128))
    select count(*) from filler;
  insert into write_probe (written_at) values (now())
    on conflict (only_row) do update set written_at = excluded.written_at`;

/**
 * Rejects unless the database can store data now. One transaction in one round trip, so another
 * replica waits for the row only as long as a commit takes. Leaves one row, however often it runs.
 */
export async function checkWrite(pool: pg.Pool): Promise<void> {
  await mapConnectionErrors(pool.query(writes));
}
