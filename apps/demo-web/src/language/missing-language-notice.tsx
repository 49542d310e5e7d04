import { Notice, StatusRegion } from "../notice.tsx";
import { reloadPage } from "../reload-page.ts";
import { languageNames } from "./languages.ts";
import { useLanguage } from "./use-language.tsx";

/** States that the page is not in the chosen language because its texts could not be loaded. */
export function MissingLanguageNotice() {
  const { missing, texts } = useLanguage();
  return (
    <StatusRegion>
      {missing && (
        <Notice tone="warning">
          <p>{texts.layout.notTranslated(languageNames[missing])}</p>
          <div className="notice-actions">
            <button type="button" className="button" onClick={reloadPage}>
              {texts.staticPages.failed.reload}
            </button>
          </div>
        </Notice>
      )}
    </StatusRegion>
  );
}
