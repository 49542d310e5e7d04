/** Where workers say what they did; a pino logger satisfies it. */
export interface WorkLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
