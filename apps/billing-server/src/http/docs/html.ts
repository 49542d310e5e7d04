import type { html } from "hono/html";

/** A part of the page. */
export type Html = ReturnType<typeof html>;
