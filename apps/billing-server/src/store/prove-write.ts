import type pg from "pg";
import { mapConnectionErrors } from "./connection-errors.ts";

// A full disk refuses what makes a file longer. A row that replaces itself in its page does not, so a
// megabyte goes into a temporary file first, which PostgreSQL does with what exceeds its working memory and
// which is gone with the statement. The row then proves the log's disk, by its commit.
const writes = `
  set local work_mem = '64kB';
  with filler as materialized (select repeat('x', 8000) from generate_series(1, 128))
    select count(*) from filler;
  insert into write_probe (written_at) values (now())
    on conflict (only_row) do update set written_at = excluded.written_at`;

/**
 * Rejects unless the database can store something now. One transaction in one exchange, so no other
 * replica waits for its row longer than a commit takes. Leaves one row behind, however often it runs.
 */
export async function proveWrite(pool: pg.Pool): Promise<void> {
  await mapConnectionErrors(pool.query(writes));
}
