/** Scrolls to a part of the page, unless its beginning is in the window. */
export function showPart(id: string): void {
  const part = document.getElementById(id);
  const top = part?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight) part?.scrollIntoView();
}
