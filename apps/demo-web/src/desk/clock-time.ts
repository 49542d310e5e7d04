const toTheSecond = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The time of day of a timestamp (ISO 8601) in the visitor's time zone. */
export const displayClockTime = (timestamp: string): string =>
  toTheSecond.format(new Date(timestamp));

/** The moment of a `datetime-local` field, in the visitor's time zone, as ISO 8601 in UTC. */
export const fromLocalField = (value: string): string | undefined => {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
};
