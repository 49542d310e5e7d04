import type { Page } from "playwright";

// They differ between orders, but not in what axe examines.
const ownValues = ["href", "id", "for", "name", "value", "aria-labelledby", "aria-describedby"];

/** What axe examines of a page: its width, colors, elements and attributes, without texts, ids and numbers. */
export const markupOf = (page: Page): Promise<string> =>
  page.evaluate((ignored) => {
    const describe = (element: Element): string => {
      const attributes = Array.from(element.attributes, ({ name, value }) =>
        ignored.includes(name) ? name : `${name}=${value.replace(/\d+/g, "0")}`,
      );
      const opening = [element.tagName, ...attributes, element.textContent ? "text" : ""];
      return `<${opening.join(" ")}>${Array.from(element.children, describe).join("")}</>`;
    };
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    return `${innerWidth} ${isDark} ${describe(document.documentElement)}`;
  }, ownValues);
