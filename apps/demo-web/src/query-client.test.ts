import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { createQueryClient, forgetPersonal } from "./query-client.ts";

test("a switch of the user keeps prices and users, and drops all orders", async () => {
  const client = createQueryClient();
  for (const key of ["prices", "users", "order"]) client.setQueryData([key, 1], "loaded");
  await forgetPersonal(client);
  const left = ["prices", "users", "order"].map((key) => client.getQueryData([key, 1]));
  expect(left).toEqual(["loaded", "loaded", undefined]);
});

test("a switch of the user reloads what is on screen", async () => {
  const client = createQueryClient();
  let user = "camille";
  const observer = new QueryObserver(client, { queryKey: ["order"], queryFn: async () => user });
  const stop = observer.subscribe(() => {});
  await observer.refetch();
  user = "jonas";
  await forgetPersonal(client);
  expect(observer.getCurrentResult().data).toBe("jonas");
  stop();
  client.clear();
});
