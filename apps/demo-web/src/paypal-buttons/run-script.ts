/** Adds a script to the page; resolves once it ran, and rejects if it cannot be loaded. */
export function runScript(url: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const script = document.createElement("script");
  script.src = url;
  script.addEventListener("load", () => resolve());
  script.addEventListener("error", () => reject(new Error(`The script ${url} was not loaded.`)));
  document.head.append(script);
  return promise;
}
