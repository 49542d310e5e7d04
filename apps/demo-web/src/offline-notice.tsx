import { useLanguage } from "./language/use-language.tsx";
import { Notice } from "./notice.tsx";
import { useOnline } from "./use-online.ts";

/** States that the browser is offline. Failed reads are repeated, so that the page continues by itself. */
export function OfflineNotice() {
  const { layout } = useLanguage().texts;
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <Notice tone="warning">
          <p>{layout.offline}</p>
        </Notice>
      )}
    </div>
  );
}
