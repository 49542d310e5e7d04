import type pg from "pg";

/** Requests of one key that are to be added to what all replicas have counted. */
export interface Points {
  readonly key: string;
  readonly points: number;
}

/** What all replicas have counted of a key, and when its minute ends in milliseconds since the epoch. */
export interface Counted extends Points {
  readonly endsAt: number;
}

const minuteMs = 60_000;

/**
 * Adds requests of many keys at once. The rows are those of the limits that count one by one, and so is the
 * rule: the first request begins a minute, and what comes after its end the next.
 */
export async function addPoints(pool: pg.Pool, added: readonly Points[]): Promise<Counted[]> {
  const now = Date.now();
  // In one order on every replica: two of them must not wait for each other's rows.
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
