import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { isConnectionError } from "./connection-errors.ts";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

const silenceMs = 1_000;

/** How a socket ends whose server treats it in this way. */
async function endOf(serve: (caller: Socket) => void): Promise<{ error: unknown; heard: string }> {
  const server = createServer((caller) => serve(caller.on("error", () => undefined)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = socketWithIdleTimeout(silenceMs);
  let heard = "";
  socket.on("data", (chunk) => (heard += String(chunk)));
  socket.connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [error] = (await once(socket, "error")) as unknown[];
  server.close();
  return { error, heard };
}

test("a socket whose other side is silent ends, which counts as a database out of reach", async () => {
  const { error } = await endOf(() => undefined);
  expect(error).toMatchObject({ code: "ETIMEDOUT", message: "The database was silent for 1 s." });
  expect(isConnectionError(error)).toBe(true);
});

test("one that hears something now and then lives on, in all for longer than the limit", async () => {
  const pieces = "a statement in pieces".split("");
  const { heard } = await endOf((caller) => {
    const telling = setInterval(() => {
      const piece = pieces.shift();
      if (piece) caller.write(piece);
      else clearInterval(telling);
    }, silenceMs / 10);
  });
  expect(heard).toBe("a statement in pieces");
});

test("one that never connects is closed without an error, since nothing listens for one", async () => {
  const socket = socketWithIdleTimeout(10);
  await expect(once(socket, "close")).resolves.toEqual([]);
});

test("one that was already ended is closed without an error, since nothing listens any more", async () => {
  // The other side takes the end and gives none back.
  const server = createServer({ allowHalfOpen: true }, (caller) => void caller.resume());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = socketWithIdleTimeout(silenceMs);
  socket.connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.end());
  const [hadError] = (await once(socket, "close")) as unknown[];
  expect(hadError).toBe(false);
  server.close();
});
