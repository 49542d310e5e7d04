import { useLanguage } from "./language/use-language.tsx";
import { Notice, StatusRegion } from "./notice.tsx";
import { useOnline } from "./use-online.ts";

/** States that the browser is offline. Failed reads are repeated, so that the page continues by itself. */
export function OfflineNotice() {
  const { layout } = useLanguage().texts;
  const isOnline = useOnline();
  return (
    <StatusRegion>
      {!isOnline && (
        <Notice tone="warning">
          <p>{layout.offline}</p>
        </Notice>
      )}
    </StatusRegion>
  );
}
