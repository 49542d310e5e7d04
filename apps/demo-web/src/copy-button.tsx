import { useState } from "react";
import { useLanguage } from "./language/use-language.tsx";

/** Copies a text to the clipboard, and states whether that was possible. */
export function CopyButton({ text }: { readonly text: string }) {
  const { outlook } = useLanguage().texts;
  const [result, setResult] = useState<"copied" | "notCopied">();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setResult("copied");
    } catch {
      setResult("notCopied");
    }
  };
  return (
    <>
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {outlook.copy}
      </button>
      <span role="status">{result && outlook[result]}</span>
    </>
  );
}
