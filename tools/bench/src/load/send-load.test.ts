import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getText } from "./request-text.ts";
import { sendLoad } from "./send-load.ts";

let paths: string[];
let active: number;
let mostActive: number;
const server = createServer((request, response) => {
  paths.push(request.url ?? "");
  mostActive = Math.max(mostActive, (active += 1));
  setImmediate(() => {
    active -= 1;
    if (request.url === "/broken") return void request.socket.destroy();
    response.statusCode = request.url === "/busy" ? 503 : 200;
    response.end(`of ${request.url}`);
  });
});

beforeEach(async () => {
  [paths, active, mostActive] = [[], 0, 0];
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => void server.close());

const load = (path: (index: number) => string, requests: number) => {
  const { port } = server.address() as AddressInfo;
  return { port, requests, atOnce: 3, request: (index: number) => getText(path(index)) };
};

test("sends every request once, with a limited number at once", async () => {
  const bodies: string[] = [];
  await sendLoad({
    ...load((index) => `/${index}`, 10),
    onBody: (body, index) => void (bodies[index] = body),
  });
  expect(paths.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `/${index}`));
  expect(bodies).toEqual(Array.from({ length: 10 }, (_, index) => `of /${index}`));
  expect(mostActive).toBeLessThanOrEqual(3);
});

test.each([
  ["/busy", "returned 503: of /busy"],
  ["/broken", "closed the connection"],
])("a failed request to %s fails the load", async (path, message) => {
  await expect(sendLoad(load(() => path, 4))).rejects.toThrow(message);
});
