import { html } from "hono/html";
import { tags } from "../openapi/tags.ts";
import type { Component } from "./component-sections.ts";
import type { Entry } from "./entries.ts";
import type { Html } from "./html.ts";
import { outgoingNames, outgoingTag } from "./outgoing-section.ts";

interface SidebarContent {
  readonly entries: readonly Entry[];
  readonly components: readonly Component[];
}

/**
 * The contents of the page. A popover, so that a narrow screen opens it with a button and without a script;
 * on a wide one, the style sheet shows it beside the text.
 */
export const sidebar = ({ entries, components }: SidebarContent): Html =>
  html`<nav id="contents" popover aria-label="Contents">
    <label class="filter" hidden
      >Filter <input type="search" data-filter autocomplete="off" spellcheck="false"
    /></label>
    ${list("Start", [["#start", html`Getting started`]])}
    ${Object.keys(tags).map((tag) => {
      const members = entries.filter((entry) => entry.tag === tag);
      return list(tag, [
        ...members.map(({ id, route, call }) =>
          link(id, {
            text: call || !route ? breakable(id) : html`${route.path}`,
            method: route?.method,
          }),
        ),
        ...(tag === outgoingTag ? outgoingNames : []).map((name) =>
          link(name, { text: html`${name}`, method: "POST" }),
        ),
      ]);
    })}
    ${list("Errors and schemas", [
      ["#errors", html`Errors`],
      ...components.map(({ name }) => [`#schema-${name}`, html`${name}`] as const),
    ])}
  </nav>`;

interface Target {
  readonly text: Html;
  /** `undefined` if it has no route. */
  readonly method: string | undefined;
}

const link = (id: string, { text, method }: Target): readonly [string, Html] => [
  `#${id}`,
  html`<span>${text}</span> <small data-method="${method ?? ""}">${method ?? "tRPC"}</small>`,
];

/** A path that breaks after its group. */
const breakable = (path: string): Html =>
  html`${path.split(".").map((part, index) => html`${index > 0 ? html`.<wbr />` : ""}${part}`)}`;

const list = (title: string, links: readonly (readonly [string, Html])[]): Html =>
  html`<div class="group">
    <h2>${title}</h2>
    <ul>
      ${links.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}
    </ul>
  </div>`;
