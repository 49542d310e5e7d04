const toTheMinute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const toTheSecond = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** A wire timestamp (ISO 8601) in the visitor's time zone, to the minute. */
export function displayTime(timestamp: string): string {
  return toTheMinute.format(new Date(timestamp));
}

/** The same to the second, for updates in quick succession. */
export function displayExactTime(timestamp: string): string {
  return toTheSecond.format(new Date(timestamp));
}
