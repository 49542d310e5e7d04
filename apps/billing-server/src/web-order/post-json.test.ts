import { Pool } from "undici";
import { expect, test } from "vitest";
import { startFaultyServer } from "../testing/faulty-server.ts";
import { postJson } from "./post-json.ts";

async function postAndRead(text: string) {
  await using server = await startFaultyServer((_, response) => void response.end(text));
  const dispatcher = new Pool(server.url);
  const url = new URL(server.url);
  const endpoint = { dispatcher, url, deadlineMs: 5_000, traceParent: () => null };
  const answer = await postJson(endpoint, { path: "/orders", body: {} });
  await dispatcher.destroy();
  return { status: answer.status, body: answer.body };
}

test("a response is parsed as JSON whatever its content type is", async () => {
  expect(await postAndRead('[{"id":1}]')).toEqual({ status: 200, body: [{ id: 1 }] });
});

test.each([
  ["a hundred levels", `${"[".repeat(100)}${"]".repeat(100)}`],
  ["200,000 values", `[${"{},".repeat(200_000)}{}]`],
])("a response of %s is not parsed", async (_, text) => {
  expect(await postAndRead(text)).toEqual({ status: 200, body: undefined });
});
