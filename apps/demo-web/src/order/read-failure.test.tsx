import { expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { ReadFailure } from "./read-failure.tsx";

// Any error that the client does not recognize counts as an interrupted connection.
const texts = (isLoaded: boolean) =>
  renderTexts(
    <ReadFailure error={new Error("lost")} isLoaded={isLoaded} retry={() => undefined} />,
  );

test("a failed first read says nothing about the order's state, and offers another attempt", () => {
  expect(texts(false)).toEqual([en.order.notLoaded, "Try again"]);
  expect(en.order.notLoaded).not.toMatch(/processed|processing/);
});

test("without a failure there is an empty region, so that a later one is read aloud", () => {
  const html = renderHtml(<ReadFailure error={null} isLoaded retry={() => undefined} />);
  expect(html).toBe('<div role="status"></div>');
});

test("a later failed read says that the order goes on", () => {
  expect(texts(true)).toEqual([en.order.connectionLost]);
});
