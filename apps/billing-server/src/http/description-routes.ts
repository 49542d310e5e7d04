import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import type { AppEnvironment } from "./app-environment.ts";
import type { AppOptions } from "./app-options.ts";
import { renderDocs } from "./docs/docs-page.ts";
import { openApiDocument } from "./openapi/openapi-document.ts";

/** Adds the descriptions of the API, each built at its first request. */
export function addDescriptionRoutes(
  app: Hono<AppEnvironment>,
  { docs }: Pick<AppOptions, "docs">,
): void {
  app.get(
    "/openapi.json",
    serveText(() => ({
      text: JSON.stringify(openApiDocument()),
      headers: { "content-type": "application/json" },
    })),
  );
  app.get(
    "/docs",
    serveText(() => {
      const { text, policy } = renderDocs(docs);
      const headers = { "content-type": "text/html; charset=UTF-8" };
      return { text, headers: { ...headers, "content-security-policy": policy } };
    }),
  );
}

interface Served {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Serves one text for the life of the process, and 304 to a client that has it. */
function serveText(build: () => Served): (context: Context<AppEnvironment>) => Response {
  let built: Served | undefined;
  return (context) => {
    built ??= withTag(build());
    const { text, headers } = built;
    const isKnown = context.req.header("if-none-match")?.includes(headers["etag"] ?? "");
    return isKnown ? context.body(null, 304, headers) : context.body(text, 200, headers);
  };
}

function withTag({ text, headers }: Served): Served {
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  // A browser asks each time: a new release changes the text at the same address.
  return { text, headers: { ...headers, etag, "cache-control": "no-cache" } };
}
