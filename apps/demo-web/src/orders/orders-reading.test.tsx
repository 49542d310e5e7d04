import { expect, test } from "vitest";
import { renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { OrdersReading } from "./orders-reading.tsx";

const texts = (count: number | undefined, failure: Error | null = null) =>
  renderTexts(<OrdersReading count={count} failure={failure} retry={() => undefined} />);
const { loading, shown } = en.orders;

test("a failed first read offers another attempt, and no longer says that it is loading", () => {
  expect(texts(undefined, new Error("lost")).slice(1)).toEqual(["Try again"]);
});

test("the first read says that it is loading", () => {
  expect(new Set(texts(undefined))).toEqual(new Set([loading]));
});

test("the number of orders is announced, also after a later page failed", () => {
  expect(texts(2)).toEqual([shown(2)]);
  expect(texts(2, new Error("lost"))).toEqual([expect.any(String), shown(2)]);
});
