import { type DestinationStream, pino } from "pino";

// More than this is written before the turn ends.
const longestBatch = 8 * 1024;

const notCleaned = `${JSON.stringify({ level: 50, msg: "a log line could not be cleaned" })}\n`;

/**
 * Standard output, written once for each turn of the event loop, with each line as `clean` returns it:
 * under load, a write for each line costs more than the line, and so does cleaning it between two
 * requests, with neither in the processor's cache. Writes are synchronous and happen before the process
 * exits, so the order of the lines is kept and only a kill loses the lines of one turn. A line for which
 * `clean` throws is replaced: outside the call that logged it, the error would end the process.
 */
export function writeByTurn(clean: (line: string) => string): DestinationStream {
  // Ignores a reader that has gone.
  const output = pino.destination({ sync: true });
  let batch: string[] = [];
  let length = 0;
  const cleaned = (line: string): string => {
    try {
      return clean(line);
    } catch {
      return notCleaned;
    }
  };
  const flush = (): void => {
    if (length === 0) return;
    const lines = batch;
    batch = [];
    length = 0;
    output.write(lines.map(cleaned).join(""));
  };
  process.on("exit", flush);
  return {
    write: (line) => {
      if (length === 0) setImmediate(flush);
      batch.push(line);
      length += line.length;
      if (length > longestBatch) flush();
    },
  };
}
