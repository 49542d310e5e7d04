/** What the command line depends on. */
export interface CliEnvironment {
  /** Where a sandbox runs, unless `--url` names another one. */
  readonly url: string;
  /** Prints a result. */
  readonly print: (text: string) => void;
  /** Prints any other message. */
  readonly note: (text: string) => void;
  /** Ends `start`. */
  readonly stopped: AbortSignal;
}
