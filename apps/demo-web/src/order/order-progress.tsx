import { useLanguage } from "../language/use-language.tsx";
import { ServiceText } from "./service-text.tsx";
import { itemTitle } from "./state-titles.ts";
import { type Step, type TimelineItem, toTimeline } from "./timeline.ts";

const placeholders = ["first", "second", "third", "fourth"];

/** An order's timeline as a list; a screen reader announces new items. */
export function OrderProgress({ steps }: { readonly steps: readonly Step[] }) {
  const { progress } = useLanguage().texts.order;
  const items = toTimeline(steps);
  return (
    <ol
      className="timeline"
      aria-label={progress.list}
      aria-live="polite"
      aria-busy={!items.length}
    >
      {items.map((item) => (
        <ProgressItem key={`${item.state} ${item.visit}`} item={item} />
      ))}
      {items.length === 0 &&
        placeholders.map((key) => <li key={key} aria-hidden="true" data-progress="loading" />)}
    </ol>
  );
}

function ProgressItem({ item }: { readonly item: TimelineItem }) {
  const { formats, texts } = useLanguage();
  const { state, progress, time, problem, problem_code } = item;
  return (
    <li
      data-state={state}
      data-progress={progress}
      aria-current={progress === "current" ? "step" : undefined}
    >
      <p className="timeline-title">
        <span>{itemTitle(item, texts.states)}</span>
        {time && <time dateTime={time}>{formats.exactTime(time)}</time>}
        {progress === "upcoming" && (
          <span className="visually-hidden">{texts.order.progress.upcoming}</span>
        )}
      </p>
      {progress === "declined" && (
        <p className="timeline-problem">{texts.order.progress.noMoneyTaken}</p>
      )}
      {problem && (
        <p className="timeline-problem">
          <ServiceText
            text={problem}
            translation={problem_code ? texts.orderCodes?.problems[problem_code] : undefined}
          />
        </p>
      )}
    </li>
  );
}
