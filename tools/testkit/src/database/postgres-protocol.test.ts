import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import {
  encodeError,
  encodeMessage,
  isIdle,
  readMessages,
  startupParameters,
} from "./postgres-protocol.ts";

test("reads messages whose bytes arrive in parts, or together", () => {
  const socket = new PassThrough();
  const read: string[] = [];
  readMessages(socket as unknown as Socket, (type, message) =>
    read.push(`${type} ${message.subarray(5).toString()}`),
  );
  const bytes = Buffer.concat([
    encodeMessage("Q", Buffer.from("select 1")),
    encodeMessage("Z", Buffer.from("I")),
    encodeMessage("S", Buffer.alloc(0)),
  ]);
  socket.emit("data", bytes.subarray(0, 3));
  socket.emit("data", bytes.subarray(3, 10));
  expect(read).toEqual([]);
  socket.emit("data", bytes.subarray(10));
  expect(read).toEqual(["Q select 1", "Z I", "S "]);
});

test.each([
  ["Z", "I", true],
  ["Z", "T", false],
  ["C", "I", false],
])("isIdle: %s %s is %s", (type, body, idle) => {
  expect(isIdle(type, encodeMessage(type, Buffer.from(body)))).toBe(idle);
});

test("reads the names of startup parameters", () => {
  const startup = Buffer.concat([Buffer.alloc(8), Buffer.from("user\0a\0options\0-c x=1\0\0")]);
  expect(startupParameters(startup)).toEqual(["user", "options"]);
});

test("encodes the length of an error without its type", () => {
  const error = encodeError("no");
  expect(error.readInt32BE(1)).toBe(error.length - 1);
});
