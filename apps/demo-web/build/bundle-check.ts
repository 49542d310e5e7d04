import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** The parts of a Rolldown output file the check reads. */
export interface BundleFile {
  readonly type: string;
  /** The text of a chunk; absent on assets. */
  readonly code?: string;
  /** The modules of a chunk by absolute path; absent on assets. */
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>;
  /** Whether every visit loads the chunk; absent on assets. */
  readonly isEntry?: boolean;
  /** The chunks that are loaded together with a chunk, by their names in the bundle; absent on assets. */
  readonly imports?: readonly string[];
}

type Bundle = Readonly<Record<string, BundleFile>>;

export interface BundleReport {
  /** Modules that must not be in a browser's bundle, or not in what every visit loads. */
  readonly forbidden: readonly string[];
  /** JavaScript that every visit loads. */
  readonly initial: Size;
  /** JavaScript that is loaded when it is needed. */
  readonly later: Size;
  /** `@trpc/client` imports a small runtime from `@trpc/server`: which files, and their unminified bytes. */
  readonly trpcRuntime: Readonly<Record<string, number>>;
}

/** Bytes, uncompressed and compressed. */
interface Size {
  readonly rawBytes: number;
  readonly gzipBytes: number;
}

/** A checkout that loads more opens late on a slow connection. */
export const initialGzipLimit = 130_000;

const forbiddenPatterns = [
  /\/node_modules\/(?:zod|hono|@hono|kysely|pg|pg-boss|undici|@paypal\/checkout-server-sdk)\//,
  /\/packages\/contract\/(?:src|dist)\/(?:schemas|procedures|index)\./,
  /\/apps\/billing-server\//,
  // For development only.
  /\/apps\/demo-web\/src\/desk\//,
  /\/packages\/sandbox\//,
  /\/tools\//,
];
const onlyLaterPattern = /\/node_modules\/@paypal\//;
const trpcServerFile = /\/node_modules\/@trpc\/server\/dist\/(.+)$/;

/** The forbidden modules of a bundle, and the size of its JavaScript. */
export function inspectBundle(bundle: Bundle): BundleReport {
  const initial = initialChunks(bundle);
  const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
  const later = chunks.filter((chunk) => !initial.has(chunk));
  const isForbidden = (path: string) => forbiddenPatterns.some((pattern) => pattern.test(path));
  return {
    forbidden: [
      ...modulesOf(chunks).filter(isForbidden),
      ...modulesOf(initial).filter((path) => onlyLaterPattern.test(path) && !isForbidden(path)),
    ],
    initial: sizeOf([...initial]),
    later: sizeOf(later),
    trpcRuntime: trpcRuntime(chunks),
  };
}

/** The entries, and all chunks that they import statically. */
function initialChunks(bundle: Bundle): ReadonlySet<BundleFile> {
  const found = new Set<BundleFile>();
  const visit = (chunk: BundleFile | undefined): void => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports ?? []) visit(bundle[name]);
  };
  for (const file of Object.values(bundle)) if (file.isEntry) visit(file);
  return found;
}

const modulesOf = (chunks: Iterable<BundleFile>): string[] =>
  [...chunks].flatMap(({ modules }) => Object.keys(modules ?? {})).map(withSlashes);

function trpcRuntime(chunks: readonly BundleFile[]): Record<string, number> {
  const bytes: Record<string, number> = {};
  for (const [id, { renderedLength }] of chunks.flatMap((it) => Object.entries(it.modules ?? {}))) {
    const file = trpcServerFile.exec(withSlashes(id))?.[1];
    if (file) bytes[file] = (bytes[file] ?? 0) + renderedLength;
  }
  return bytes;
}

function sizeOf(chunks: readonly BundleFile[]): Size {
  const code = chunks.map((chunk) => chunk.code ?? "");
  return {
    rawBytes: sum(code.map((text) => Buffer.byteLength(text))),
    gzipBytes: sum(code.map((text) => gzipSync(text).byteLength)),
  };
}

/** The report as one line for the build's log. */
export function reportLine({ initial, later, trpcRuntime: files }: BundleReport): string {
  const runtime = Object.values(files);
  return (
    `JavaScript ${describeSize(initial)} at the start, ${describeSize(later)} later; of @trpc/server ` +
    `only ${runtime.length} runtime files (${kilobytes(sum(runtime))} kB before minifying)`
  );
}

/** Fails the build if the bundle contains server code, zod or the desk, or if a visit's start loads too much. */
export function bundleCheck(): Plugin {
  return {
    name: "billing-bundle-check",
    apply: "build",
    generateBundle(_options, bundle) {
      const report = inspectBundle(bundle);
      if (report.forbidden.length > 0)
        this.error(`Not for the browser, or not at the start: ${report.forbidden.join(", ")}`);
      if (report.initial.gzipBytes > initialGzipLimit)
        this.error(
          `A visit loads ${describeSize(report.initial)} at its start; at most ` +
            `${kilobytes(initialGzipLimit)} kB gzip are allowed. Load a part later.`,
        );
      this.info(reportLine(report));
    },
  };
}

const withSlashes = (path: string): string => path.replaceAll("\\", "/");

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

const describeSize = ({ rawBytes, gzipBytes }: Size): string =>
  `${kilobytes(rawBytes)} kB (gzip ${kilobytes(gzipBytes)} kB)`;
