const longestPath = 256;

/** A path as the log has it: callers make up addresses of 8 KiB, and every one would be a line of that length. */
export const loggedPath = (path: string): string =>
  path.length <= longestPath ? path : `${path.slice(0, longestPath)}… (${path.length} characters)`;
