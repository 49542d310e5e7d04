import { describe, expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { OrderProgress } from "./order-progress.tsx";
import { stateTitle } from "./state-titles.ts";
import type { Step } from "./timeline.ts";

const step = (version: number, state: Step["state"], changes: Partial<Step> = {}): Step => ({
  version,
  state,
  problem: null,
  problem_code: null,
  time: `2026-03-01T10:00:0${version}.000Z`,
  ...changes,
});

const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value]) => value);

describe("the progress of an order", () => {
  test("is four hidden placeholders, and busy, before the first step", () => {
    const html = renderHtml(<OrderProgress steps={[]} />);
    expect(attributes(html, "data-progress")).toEqual(Array(4).fill("loading"));
    expect(attributes(html, "aria-hidden")).toEqual(Array(4).fill("true"));
    expect(attributes(html, "aria-busy")).toEqual(["true"]);
  });

  test("marks the current step, and the later ones as still to come", () => {
    const steps = [step(1, "awaiting_approval"), step(2, "approved")];
    const html = renderHtml(<OrderProgress steps={steps} />);
    expect(attributes(html, "data-state")).toEqual([
      "awaiting_approval",
      "approved",
      "captured",
      "provisioned",
    ]);
    expect(attributes(html, "data-progress")).toEqual(["done", "current", "upcoming", "upcoming"]);
    expect(attributes(html, "aria-current")).toEqual(["step"]);
    expect(attributes(html, "aria-busy")).toEqual(["false"]);
    const texts = renderTexts(<OrderProgress steps={steps} />);
    expect(texts.filter((text) => text === "still to come")).toHaveLength(2);
  });

  test("has the title and the time of each step", () => {
    const texts = renderTexts(<OrderProgress steps={[step(1, "awaiting_approval")]} />);
    expect(texts[0]).toBe(stateTitle({ state: "awaiting_approval", visit: 1 }, en.states));
    expect(texts[1]).toBe("1 Mar 2026, 10:00:01");
  });

  test("shows no time where it is unknown", () => {
    const html = renderHtml(
      <OrderProgress steps={[step(1, "awaiting_approval", { time: null })]} />,
    );
    expect(html).not.toContain("<time");
  });

  test("shows the problem at the step that has it", () => {
    const problem = "PayPal declined the card.";
    const steps = [
      step(1, "awaiting_approval"),
      step(2, "approved"),
      step(3, "awaiting_approval", { problem }),
    ];
    const texts = renderTexts(<OrderProgress steps={steps} />);
    const again = stateTitle({ state: "awaiting_approval", visit: 2 }, en.states);
    expect(texts.indexOf(problem)).toBeGreaterThan(texts.indexOf(again));
    expect(texts.indexOf(problem)).toBeLessThan(texts.indexOf("still to come"));
  });

  test("translates a problem that has a code, and marks the text of another as English", () => {
    const problem = "PayPal declined the payment.";
    const shown = (changes: Partial<Step>) =>
      renderHtml(
        <OrderProgress steps={[step(1, "capture_failed", { problem, ...changes })]} />,
        "fr",
      );
    expect(shown({ problem_code: "payment_declined" })).toContain(
      '<p class="timeline-problem"><span>PayPal a refusé le paiement.</span></p>',
    );
    expect(shown({})).toContain(
      `<p class="timeline-problem"><span lang="en">${problem}</span></p>`,
    );
  });

  test("marks a declined payment in words, and says that nothing was taken", () => {
    const steps = [step(1, "awaiting_approval"), step(2, "approved"), step(3, "awaiting_approval")];
    const html = renderHtml(<OrderProgress steps={steps} />);
    expect(attributes(html, "data-progress").slice(0, 3)).toEqual(["done", "declined", "current"]);
    const texts = renderTexts(<OrderProgress steps={steps} />);
    expect(texts).toEqual(expect.arrayContaining(["Payment not completed", "No money was taken."]));
    expect(texts.filter((text) => text === "Payment approved")).toHaveLength(1);
  });

  test("ends where an order failed", () => {
    const steps = [step(1, "awaiting_approval"), step(2, "expired")];
    const html = renderHtml(<OrderProgress steps={steps} />);
    expect(attributes(html, "data-progress")).toEqual(["done", "stopped"]);
    expect(attributes(html, "aria-current")).toEqual([]);
  });
});
