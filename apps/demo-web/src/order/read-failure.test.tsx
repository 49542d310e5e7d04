import { type LiveOrder, toFailure } from "@onekonsole/billing-client/react";
import { expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { ReadFailure } from "./read-failure.tsx";

// Any error that the client does not recognize counts as an interrupted connection.
const lost = { error: toFailure<never>(new Error("lost")), retry: () => undefined };
const texts = (status: LiveOrder["status"]) =>
  renderTexts(<ReadFailure read={{ ...lost, status }} />);

test("a failed first read says nothing about the order's state, and offers another attempt", () => {
  expect(texts("loading")).toEqual([en.order.notLoaded, "Try again"]);
  expect(en.order.notLoaded).not.toMatch(/processed|processing/);
});

test("without a failure there is an empty region, so that a later one is read aloud", () => {
  const html = renderHtml(
    <ReadFailure read={{ status: "live", error: null, retry: () => undefined }} />,
  );
  expect(html).toBe('<div role="status"></div>');
});

test("a later failed read says that the order goes on", () => {
  expect(texts("stale")).toEqual([en.order.connectionLost]);
});

test("a read that has ended says why, without another attempt", () => {
  expect(texts("failed")).toEqual([en.errors.byCode.unreachable]);
});
