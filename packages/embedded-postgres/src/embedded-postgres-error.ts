/** The embedded PostgreSQL could not be started. The message has the cause and the remedy. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}

/** Another process uses the same data folder. */
export function dataFolderInUse(dataDir: string, postmasterPid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${dataDir} is used by a running PostgreSQL (process ${postmasterPid}). ` +
      "Stop the other billing server first, or name another folder.",
  );
}
