/** The structured log of every layer: fields first, then a constant message. A pino logger satisfies it. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
