/** The browser remembers a module that could not be loaded, so that only a reload tries again. */
export const reloadPage = (): void => window.location.reload();
