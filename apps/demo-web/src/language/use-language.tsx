import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import { storedChoice } from "../stored-choice.ts";
import { type Texts, textsIn } from "../texts/texts.ts";
import { createFormats, type Formats } from "./formats.ts";
import { type Language, localeFor, preferredLanguage, toLanguage } from "./languages.ts";

/** What a component needs to write to the visitor. */
export interface ShownLanguage {
  readonly language: Language;
  /** The language and region of the formats, such as `fr-FR`; PayPal's pages are shown in it too. */
  readonly locale: string;
  readonly texts: Texts;
  readonly formats: Formats;
}

function showIn(language: Language, browserLanguages: readonly string[]): ShownLanguage {
  const locale = localeFor(language, browserLanguages);
  return { language, locale, texts: textsIn[language], formats: createFormats(locale) };
}

const LanguageContext = createContext(showIn("en", []));

const choice = storedChoice("billing-language");
const shownLanguage = (): Language =>
  toLanguage(choice.read()) ?? preferredLanguage(navigator.languages);

/** The language of the page: its texts, and the formats of its locale. */
export const useLanguage = (): ShownLanguage => useContext(LanguageContext);

/** Switches the page, in every tab, and keeps the choice in this browser. */
export const chooseLanguage: (language: Language) => void = choice.choose;

/** Shows its content in the chosen language, by default the browser's; the document's `lang` follows. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const language = useSyncExternalStore(choice.onChange, shownLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <InLanguage language={language} browserLanguages={navigator.languages}>
      {children}
    </InLanguage>
  );
}

interface InLanguageProps {
  readonly language: Language;
  /** The visitor's languages, whose first may decide the region. */
  readonly browserLanguages: readonly string[];
  readonly children: ReactNode;
}

/** Shows its content in one language, whatever the page's is. */
export function InLanguage({ language, browserLanguages, children }: InLanguageProps) {
  const shown = useMemo(() => showIn(language, browserLanguages), [language, browserLanguages]);
  return <LanguageContext value={shown}>{children}</LanguageContext>;
}
