import { expect, test } from "vitest";
import { startOddServer } from "../testing/odd-server.ts";
import { fetchFromIssuer } from "./issuer-fetch.ts";

test("an ordinary answer is handed on as it came", async () => {
  await using issuer = await startOddServer((_, response) => void response.end('{"keys":[]}'));
  expect(await (await fetchFromIssuer(issuer.url)).json()).toEqual({ keys: [] });
});

test.each([
  ["a hundred levels", `${"[".repeat(100)}${"]".repeat(100)}`],
  ["200,000 values", `[${"{},".repeat(200_000)}{}]`],
])("an answer of %s is refused before it is parsed", async (_, text) => {
  await using issuer = await startOddServer((__, response) => void response.end(text));
  await expect(fetchFromIssuer(issuer.url)).rejects.toThrow("nested too deeply or has too much");
});
