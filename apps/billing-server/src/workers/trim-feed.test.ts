import { expect, test } from "vitest";
import { sampleFeed } from "../testing/sample-feed.ts";
import { trimFeed } from "./trim-feed.ts";

test.each([
  [3, 3],
  [1_000, 20],
])("with old events in %i pieces, a run removes %i", async (pieces, expected) => {
  const asked: [number, number][] = [];
  const feed = sampleFeed({
    removeOlderThan: async (...query) => {
      asked.push(query);
      return asked.length < pieces;
    },
  });
  await trimFeed({ feed, eventRetentionMs: 86_400_000 });
  expect(asked).toEqual(Array.from({ length: expected }, () => [86_400_000, 1_000]));
});

test("a run gives positions to events that have no reader", async () => {
  let sequenced = 0;
  const feed = sampleFeed({ sequence: async () => BigInt((sequenced += 1)) });
  await trimFeed({ feed, eventRetentionMs: 86_400_000 });
  expect(sequenced).toBe(1);
});
