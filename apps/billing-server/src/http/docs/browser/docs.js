// @ts-check
// Runs in the browser, as part of the page: copies code, filters the contents and shows the page's own address.
(() => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }

  /** @param {HTMLButtonElement} button */
  async function copy(button) {
    const code = button.closest("figure")?.querySelector("code");
    await navigator.clipboard.writeText(code?.textContent ?? "");
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2_000);
  }

  for (const code of document.querySelectorAll("#start code"))
    code.textContent = (code.textContent ?? "").replace(
      "https://billing.example.org",
      location.origin,
    );

  const contents = document.querySelector("#contents");
  const filter = contents?.querySelector("[data-filter]");
  if (!(contents instanceof HTMLElement) || !(filter instanceof HTMLInputElement)) return;
  if (filter.parentElement) filter.parentElement.hidden = false;
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const group of contents.querySelectorAll(".group")) {
      const items = [...group.querySelectorAll("li")];
      for (const item of items) item.hidden = !item.textContent?.toLowerCase().includes(wanted);
      if (group instanceof HTMLElement) group.hidden = items.every((item) => item.hidden);
    }
  });
  contents.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a") && contents.matches(":popover-open"))
      contents.hidePopover();
  });
})();
