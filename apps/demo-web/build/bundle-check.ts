import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** The parts of a Rolldown output file the check reads. */
export interface BundleFile {
  readonly type: string;
  /** The text of a chunk; absent on assets. */
  readonly code?: string;
  /** The modules of a chunk by absolute path; absent on assets. */
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>;
}

export interface BundleReport {
  /** Modules that must not be in a browser's bundle. */
  readonly forbidden: readonly string[];
  /** Bytes of all JavaScript, uncompressed and compressed. */
  readonly rawBytes: number;
  readonly gzipBytes: number;
  /** `@trpc/client` imports a small runtime from `@trpc/server`: which files, and their unminified bytes. */
  readonly trpcRuntime: Readonly<Record<string, number>>;
}

const forbiddenPatterns = [
  /\/node_modules\/(?:zod|hono|@hono|kysely|pg|pg-boss|undici|@paypal)\//,
  /\/packages\/contract\/(?:src|dist)\/(?:schemas|procedures|index)\./,
  /\/apps\/billing-server\//,
  // For development only.
  /\/apps\/demo-web\/src\/desk\//,
  /\/packages\/sandbox\//,
  /\/tools\//,
];
const trpcServerFile = /\/node_modules\/@trpc\/server\/dist\/(.+)$/;

/** The forbidden modules of a bundle, and the size of its JavaScript. */
export function inspectBundle(bundle: Readonly<Record<string, BundleFile>>): BundleReport {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules ?? {}));
  const trpcRuntime: Record<string, number> = {};
  const forbidden: string[] = [];
  for (const [id, { renderedLength }] of modules) {
    const path = id.replaceAll("\\", "/");
    if (forbiddenPatterns.some((pattern) => pattern.test(path))) forbidden.push(path);
    const file = trpcServerFile.exec(path)?.[1];
    if (file) trpcRuntime[file] = (trpcRuntime[file] ?? 0) + renderedLength;
  }
  const code = chunks.map((chunk) => chunk.code ?? "");
  return {
    forbidden,
    rawBytes: sum(code.map((text) => Buffer.byteLength(text))),
    gzipBytes: sum(code.map((text) => gzipSync(text).byteLength)),
    trpcRuntime,
  };
}

/** The report as one line for the build's log. */
export function reportLine({ rawBytes, gzipBytes, trpcRuntime }: BundleReport): string {
  const runtime = Object.values(trpcRuntime);
  return (
    `JavaScript ${kilobytes(rawBytes)} kB, gzip ${kilobytes(gzipBytes)} kB; of @trpc/server only ` +
    `${runtime.length} runtime files (${kilobytes(sum(runtime))} kB before minifying)`
  );
}

/** Fails the build if the bundle contains server code, zod or the desk; otherwise prints the size. */
export function bundleCheck(): Plugin {
  return {
    name: "billing-bundle-check",
    apply: "build",
    generateBundle(_options, bundle) {
      const report = inspectBundle(bundle);
      if (report.forbidden.length > 0) {
        this.error(`Not for the browser: ${report.forbidden.join(", ")}`);
      }
      this.info(reportLine(report));
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
