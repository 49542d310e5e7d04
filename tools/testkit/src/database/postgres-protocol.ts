import type { Socket } from "node:net";

/** Calls `take` for each protocol message on a socket: its type, and all of its bytes. */
export function readMessages(socket: Socket, take: (type: string, message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    // The length at offset 1 does not include the type.
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1;
      take(String.fromCharCode(rest[0] ?? 0), rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}

/** The names of the parameters in a startup message. */
export const startupParameters = (startup: Buffer): string[] =>
  startup
    .toString("utf8", 8)
    .split("\0")
    .filter((text, index) => index % 2 === 0 && text !== "");

/** Whether a message is ReadyForQuery outside a transaction. */
export const isIdle = (type: string, message: Buffer): boolean =>
  type === "Z" && message.at(-1) === 0x49;

/** Encodes a message of this type. */
export function encodeMessage(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** AuthenticationOk and ReadyForQuery: accepts a client without a password. */
export const acceptClient = Buffer.concat([
  encodeMessage("R", Buffer.alloc(4)),
  encodeMessage("Z", Buffer.from("I")),
]);

/** A query that ends the transaction of a client that has disconnected. */
export const rollback = encodeMessage("Q", Buffer.from("rollback\0"));

/** A fatal protocol error. */
export const encodeError = (text: string): Buffer =>
  encodeMessage("E", Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${text}\0\0`));
