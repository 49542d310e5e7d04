import type { ChosenPort, NamedUrls } from "./choose-ports.ts";

export interface BannerContent {
  readonly urls: NamedUrls;
  readonly ports: readonly ChosenPort[];
  /** About the data. */
  readonly notes: readonly string[];
  /** How far the sandbox's clock is ahead of the machine's. */
  readonly offsetMs: number;
}

/** What `npm run dev` prints once everything runs. */
export function formatBanner({ urls, ports, notes, offsetMs }: BannerContent): string {
  const moved = ports.filter(({ port, preferred }) => port !== preferred);
  const remarks = [
    ...moved.map(describeMove),
    ...notes,
    ...(offsetMs === 0 ? [] : [`The clock is ${formatOffset(offsetMs)} ahead of this machine's.`]),
  ];
  return [
    "",
    "OneKonsole Billing runs, with a simulated PayPal: no money moves.",
    "",
    formatUrls(urls),
    "",
    ...remarks,
    "",
    "Command line of the operator:  npm run -s billing -- orders",
    "The server's whole log:        npm run dev -- --verbose",
    "Stop:                          Ctrl-C",
    "",
  ].join("\n");
}

/** What a second `npm run dev` prints. */
export const formatRunsAlready = (urls: NamedUrls, pid: number): string =>
  [
    `npm run dev runs already (process ${pid}):`,
    "",
    formatUrls(urls),
    "",
    "Use it, or stop it with Ctrl-C in its terminal and start again.",
  ].join("\n");

const formatUrls = (urls: NamedUrls): string =>
  Object.entries(urls)
    .map(([name, url]) => `  ${name.padEnd(12)}${url}`)
    .join("\n");

const describeMove = ({ name, preferred, port }: ChosenPort): string =>
  `Port ${preferred} of ${name} is used by another program: ${name} has port ${port}.`;

const minuteMs = 60_000;

/** As in `3 h` or `1 d 2 h 5 min`; less than half a minute is `0 min`. */
export function formatOffset(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minuteMs);
  const parts = [
    [Math.floor(minutes / 1_440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.join(" ") || "0 min";
}
