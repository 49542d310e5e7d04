import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import type { Language } from "../language/languages.ts";
import { InLanguage } from "../language/use-language.tsx";
import { textsIn } from "./texts.fixture.ts";

/** The HTML of a component before any effect runs. */
export const renderHtml = (node: ReactNode, language: Language = "en"): string =>
  renderToStaticMarkup(
    <MemoryRouter>
      <InLanguage loaded={{ language, texts: textsIn[language] }} browserLanguages={[]}>
        {node}
      </InLanguage>
    </MemoryRouter>,
  );

/** The texts of a component, each element's on its own. */
export const renderTexts = (node: ReactNode, language?: Language): string[] =>
  renderHtml(node, language)
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
