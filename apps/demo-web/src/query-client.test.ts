import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { createQueryClient, forgetPersonal } from "./query-client.ts";

test("a switch of the user keeps prices and users, and drops all orders", async () => {
  const client = createQueryClient();
  const queryFn = () => "loaded";
  await client.fetchQuery({ queryKey: ["prices", 1], queryFn });
  await client.fetchQuery({ queryKey: ["order"], queryFn });
  await forgetPersonal(client, [["prices"]]);
  expect(client.getQueryData(["prices", 1])).toBe("loaded");
  expect(client.getQueryData(["order"])).toBeUndefined();
});

test("a switch of the user reloads what is on screen", async () => {
  const client = createQueryClient();
  let user = "camille";
  const observer = new QueryObserver(client, { queryKey: ["order"], queryFn: async () => user });
  const stop = observer.subscribe(() => {});
  await observer.refetch();
  user = "jonas";
  await forgetPersonal(client, []);
  expect(observer.getCurrentResult().data).toBe("jonas");
  stop();
  client.clear();
});
