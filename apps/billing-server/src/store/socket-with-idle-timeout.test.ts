import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { isConnectionError } from "./connection-errors.ts";
import { socketWithIdleTimeout } from "./socket-with-idle-timeout.ts";

const silenceMs = 1_000;

/** How a socket to this server ends. */
async function observeEnd(
  serve: (caller: Socket) => void,
): Promise<{ error: unknown; heard: string }> {
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

test("a socket without traffic ends, which counts as an unavailable database", async () => {
  const { error } = await observeEnd(() => undefined);
  expect(error).toMatchObject({ code: "ETIMEDOUT", message: "The database was silent for 1 s." });
  expect(isConnectionError(error)).toBe(true);
});

test("a socket with occasional traffic stays open, in total for longer than the limit", async () => {
  const pieces = "a statement in pieces".split("");
  const { heard } = await observeEnd((caller) => {
    const telling = setInterval(() => {
      const piece = pieces.shift();
      if (piece) caller.write(piece);
      else clearInterval(telling);
    }, silenceMs / 10);
  });
  expect(heard).toBe("a statement in pieces");
});

test("a socket that never connects is closed without an error, since it has no listener yet", async () => {
  const socket = socketWithIdleTimeout(10);
  await expect(once(socket, "close")).resolves.toEqual([]);
});

test("a socket that was already ended is closed without an error, since it has no listener any more", async () => {
  // The server receives the end and does not send its own.
  const server = createServer({ allowHalfOpen: true }, (caller) => void caller.resume());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = socketWithIdleTimeout(silenceMs);
  socket.connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.end());
  const [hadError] = (await once(socket, "close")) as unknown[];
  expect(hadError).toBe(false);
  server.close();
});
