import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** The HTML of a component before any effect runs. */
export const renderHtml = (node: ReactNode): string => renderToStaticMarkup(node);

/** The texts of a component, each element's on its own. */
export const renderTexts = (node: ReactNode): string[] =>
  renderHtml(node)
    .split(/<[^>]*>/)
    .map(decodeEntities)
    .filter((text) => text !== "");

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

const decodeEntities = (text: string): string =>
  text.replaceAll(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
