import { expect, test } from "vitest";
import { startFaultyServer } from "../testing/faulty-server.ts";
import { fetchJson } from "./fetch-json.ts";

test("an ordinary response is read", async () => {
  await using issuer = await startFaultyServer((_, response) => void response.end('{"keys":[]}'));
  expect(await fetchJson(issuer.url)).toEqual({ keys: [] });
});

test("a response that is not JSON is rejected with its URL", async () => {
  await using issuer = await startFaultyServer((_, response) => void response.end("<html>"));
  await expect(fetchJson(issuer.url)).rejects.toThrow(issuer.url);
});

test.each([
  ["a hundred levels", `${"[".repeat(100)}${"]".repeat(100)}`],
  ["200,000 values", `[${"{},".repeat(200_000)}{}]`],
])("a response of %s is rejected before it is parsed", async (_, text) => {
  await using issuer = await startFaultyServer((__, response) => void response.end(text));
  await expect(fetchJson(issuer.url)).rejects.toThrow("too many levels or values");
});
