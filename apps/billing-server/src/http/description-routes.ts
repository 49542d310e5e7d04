import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import type { AppEnvironment } from "./app-environment.ts";
import { docsPage, docsPolicy } from "./docs-page.ts";
import { openApiDocument } from "./openapi/openapi-document.ts";

/** Adds the descriptions of the API, each built at its first request. */
export function addDescriptionRoutes(app: Hono<AppEnvironment>): void {
  app.get(
    "/openapi.json",
    serveText("application/json", () => JSON.stringify(openApiDocument())),
  );
  app.get(
    "/docs",
    serveText("text/html; charset=UTF-8", docsPage, {
      "content-security-policy": docsPolicy,
    }),
  );
}

/** Serves one text for the life of the process, and 304 to a client that has it. */
function serveText(
  contentType: string,
  build: () => string,
  headers: Readonly<Record<string, string>> = {},
): (context: Context<AppEnvironment>) => Response {
  let served: { readonly text: string; readonly etag: string } | undefined;
  return (context) => {
    served ??= withTag(build());
    const { text, etag } = served;
    // A browser asks each time: a new release changes the text at the same address.
    const always = { ...headers, etag, "cache-control": "no-cache" };
    if (context.req.header("if-none-match")?.includes(etag)) return context.body(null, 304, always);
    return context.body(text, 200, { ...always, "content-type": contentType });
  };
}

const withTag = (text: string) => ({
  text,
  etag: `"${createHash("sha256").update(text).digest("base64url")}"`,
});
