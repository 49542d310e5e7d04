const maxLength = 256;

/** A path, truncated for the log: callers can send 8 KiB in every request. */
export const loggedPath = (path: string): string =>
  path.length <= maxLength ? path : `${path.slice(0, maxLength)}… (${path.length} characters)`;
