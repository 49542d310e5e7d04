import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { storedChoice } from "../stored-choice.ts";
import { english, type LanguageTexts, loadTexts, type Texts } from "../texts/load-texts.ts";
import { createFormats, type Formats } from "./formats.ts";
import { type Language, localeFor, preferredLanguage, toLanguage } from "./languages.ts";

/** What a component needs to write to the visitor. */
export interface ShownLanguage {
  readonly language: Language;
  /** The language and region of the formats, such as `fr-FR`; PayPal's pages are shown in it too. */
  readonly locale: string;
  readonly texts: Texts;
  /** The chosen language, if its texts could not be loaded. */
  readonly missing?: Language;
  readonly formats: Formats;
}

function showIn(loaded: LanguageTexts, browserLanguages: readonly string[]): ShownLanguage {
  const locale = localeFor(loaded.language, browserLanguages);
  return { ...loaded, locale, formats: createFormats(locale) };
}

const LanguageContext = createContext(showIn(english, []));

const choice = storedChoice("billing-language");

/** The chosen language, by default the browser's. */
export const chosenLanguage = (): Language =>
  toLanguage(choice.read()) ?? preferredLanguage(navigator.languages);

/** The language of the page: its texts, and the formats of its locale. */
export const useLanguage = (): ShownLanguage => useContext(LanguageContext);

/** Switches the page, in every tab, and keeps the choice in this browser. */
export const chooseLanguage: (language: Language) => void = choice.choose;

interface LanguageProviderProps {
  /** The chosen language at the start. */
  readonly initial: LanguageTexts;
  readonly children: ReactNode;
}

/**
 * Shows its content in the chosen language, in the earlier one while its texts are loaded; the
 * document's `lang` follows.
 */
export function LanguageProvider({ initial, children }: LanguageProviderProps) {
  const chosen = useSyncExternalStore(choice.onChange, chosenLanguage);
  const [loaded, setLoaded] = useState(initial);
  useEffect(() => {
    let isOutdated = false;
    void loadTexts(chosen).then((texts) => isOutdated || setLoaded(texts));
    return () => {
      isOutdated = true;
    };
  }, [chosen]);
  useLayoutEffect(() => {
    document.documentElement.lang = loaded.language;
  }, [loaded]);
  return (
    <InLanguage loaded={loaded} browserLanguages={navigator.languages}>
      {children}
    </InLanguage>
  );
}

interface InLanguageProps {
  readonly loaded: LanguageTexts;
  /** The visitor's languages, whose first may decide the region. */
  readonly browserLanguages: readonly string[];
  readonly children: ReactNode;
}

/** Shows its content in one language, whatever the page's is. */
export function InLanguage({ loaded, browserLanguages, children }: InLanguageProps) {
  const shown = useMemo(() => showIn(loaded, browserLanguages), [loaded, browserLanguages]);
  return <LanguageContext value={shown}>{children}</LanguageContext>;
}
