import { connect } from "node:net";

/** Sends raw bytes and returns everything received until the server closes the connection. */
export async function rawRequest(
  port: number,
  ...pieces: (string | Uint8Array)[]
): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const answer: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => answer.push(chunk));
  for (const piece of pieces) socket.write(piece);
  await new Promise<void>((resolve, reject) => {
    socket.once("close", () => resolve());
    socket.once("error", reject);
  });
  return Buffer.concat(answer).toString("utf8");
}
