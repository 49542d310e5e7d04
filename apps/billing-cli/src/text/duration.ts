const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as 90s, 45m, 2h, 3d or 1h30m; `undefined` for any other text. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d{1,6}[smhd])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, number, unit = ""]) => sum + Number(number) * (seconds[unit] ?? 0),
    0,
  );
}

/** The time from `time` until `now` in at most two units: 45s, 12m, 3h 5m, 2d 4h. */
export function formatAge(time: string, now: Date): string {
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / 1000));
  if (age < 60) return `${age}s`;
  if (age < 3600) return `${Math.floor(age / 60)}m`;
  if (age < 86_400) return `${Math.floor(age / 3600)}h ${Math.floor((age % 3600) / 60)}m`;
  return `${Math.floor(age / 86_400)}d ${Math.floor((age % 86_400) / 3600)}h`;
}
