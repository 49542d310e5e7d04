import { languageNames, languages, toLanguage } from "./languages.ts";
import { chooseLanguage, useLanguage } from "./use-language.tsx";

/** Selects the language of the page; a choice applies at once. */
export function LanguageSwitch() {
  const { language, texts } = useLanguage();
  return (
    <select
      className="language-switch"
      aria-label={texts.layout.language}
      value={language}
      onChange={({ target }) => chooseLanguage(toLanguage(target.value) ?? language)}
    >
      {languages.map((each) => (
        <option key={each} value={each} lang={each}>
          {languageNames[each]}
        </option>
      ))}
    </select>
  );
}
