import { type DestinationStream, pino } from "pino";

// More than this is written before the turn ends.
const longestBatch = 8 * 1024;

/**
 * Standard output, written once for each turn of the event loop: under load, a write for each line costs
 * more than the line. Writes are synchronous and happen before the process exits, so the order of the
 * lines is kept and only a kill loses the lines of one turn.
 */
export function writeByTurn(): DestinationStream {
  // Ignores a reader that has gone.
  const output = pino.destination({ sync: true });
  let batch = "";
  const flush = (): void => {
    if (batch === "") return;
    const lines = batch;
    batch = "";
    output.write(lines);
  };
  process.on("exit", flush);
  return {
    write: (line) => {
      if (batch === "") setImmediate(flush);
      batch += line;
      if (batch.length > longestBatch) flush();
    },
  };
}
