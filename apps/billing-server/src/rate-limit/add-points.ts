import type pg from "pg";

/** Requests of one key, to be added to the count shared by all replicas. */
export interface Points {
  readonly key: string;
  readonly points: number;
}

/** A key's count over all replicas. `endsAt` is the end of its minute in milliseconds since the epoch. */
export interface Counted extends Points {
  readonly endsAt: number;
}

const minuteMs = 60_000;

/**
 * Adds requests of many keys in one statement, to the same rows as `createRateLimit` uses and by the same rule:
 * the first request starts a minute, and the first one after its end starts the next.
 */
export async function addPoints(pool: pg.Pool, added: readonly Points[]): Promise<Counted[]> {
  const now = Date.now();
  // Sorted, so that two replicas lock rows in the same order and cannot deadlock.
  const sorted = added.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const { rows } = await pool.query<{ key: string; points: number; expire: string }>(
    `insert into rate_limits as counted (key, points, expire)
       select key, points, $3::bigint from unnest($1::text[], $2::int[]) as added (key, points)
     on conflict (key) do update set
       points = excluded.points
         + case when counted.expire <= $4::bigint then 0 else counted.points end,
       expire = case when counted.expire <= $4::bigint then excluded.expire else counted.expire end
     returning key, points, expire`,
    [sorted.map(({ key }) => key), sorted.map(({ points }) => points), now + minuteMs, now],
  );
  return rows.map(({ key, points, expire }) => ({ key, points, endsAt: Number(expire) }));
}
