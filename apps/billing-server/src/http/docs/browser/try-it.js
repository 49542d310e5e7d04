// @ts-check
// Runs in the browser, as part of the page: sends a form's request to this service and shows the response.
(() => {
  const tokenForm = document.querySelector("#token-form");
  const tokenField = document.querySelector("#token");
  const userField = document.querySelector("#token-user");
  if (!(tokenForm instanceof HTMLFormElement)) return;
  if (!(tokenField instanceof HTMLInputElement) || !(userField instanceof HTMLSelectElement))
    return;
  tokenForm.hidden = false;
  tokenForm.addEventListener("submit", (event) => event.preventDefault());
  const issuer = tokenForm.dataset["issuer"];
  if (issuer) void offerUsers(issuer, userField);

  for (const form of document.querySelectorAll("form[data-path]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form);
    });
  }

  /**
   * Lists the users of a simulated issuer, and requests a token for the chosen one. Any other issuer has no
   * such list, and a token has to be pasted.
   * @param {string} url
   * @param {HTMLSelectElement} field
   */
  async function offerUsers(url, field) {
    const users = await fetch(`${url}/users`)
      .then((response) => (response.ok ? response.json() : []))
      .catch(() => []);
    if (!Array.isArray(users) || users.length === 0) return;
    for (const { id, name, roles } of users) {
      const own = roles.filter((/** @type {string} */ role) => role.startsWith("billing-"));
      field.add(new Option([name, ...own].join(", "), id));
    }
    field.hidden = false;
    if (field.labels[0]) field.labels[0].hidden = false;
    field.addEventListener("change", () => void requestToken(url, field.value));
    await requestToken(url, field.value);
  }

  /**
   * The token of a user, by a grant that only the sandbox has.
   * @param {string} url
   * @param {string} userId
   */
  async function requestToken(url, userId) {
    const grant = { grant_type: "urn:onekonsole:sandbox-user", user_id: userId };
    const response = await fetch(`${url}/token`, {
      method: "POST",
      body: new URLSearchParams(grant),
    });
    const { access_token: token, expires_in: seconds } = await response.json();
    if (!(tokenField instanceof HTMLInputElement) || userField === null) return;
    tokenField.value = token;
    const isChosen = () => userField instanceof HTMLSelectElement && userField.value === userId;
    const renew = () => isChosen() && tokenField.value === token && void requestToken(url, userId);
    setTimeout(renew, seconds * 800);
  }

  /** @param {HTMLFormElement} form */
  async function send(form) {
    const { method = "GET", path = "", encoding } = form.dataset;
    const headers = new Headers();
    const query = new URLSearchParams();
    let body = null;
    for (const field of form.querySelectorAll("input, textarea")) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
      if (field.value === "") continue;
      if (field.dataset["in"] === "header") headers.set(field.name, field.value);
      else if (field.dataset["in"] === "query") query.set(field.name, field.value);
      else if (field.dataset["in"] === "list")
        for (const value of field.value.split(",")) query.append(field.name, value.trim());
      else if (encoding === "trpc") query.set("input", field.value);
      else body = field.value;
    }
    if (method === "POST") headers.set("content-type", "application/json");
    if (tokenField instanceof HTMLInputElement && tokenField.value)
      headers.set("authorization", `Bearer ${tokenField.value}`);
    const url = query.size > 0 ? `${path}?${query}` : path;
    const output = form.querySelector("output");
    output?.replaceChildren("Sending…");
    try {
      const response = await fetch(url, { method, headers, body });
      output?.replaceChildren(...(await describe(response)));
    } catch {
      output?.replaceChildren("The service did not respond.");
    }
  }

  /**
   * @param {Response} response
   * @returns {Promise<Node[]>} status, headers and body
   */
  async function describe(response) {
    const status = document.createElement("p");
    status.className = "status";
    status.dataset["ok"] = String(response.ok);
    status.textContent = `${response.status} ${response.statusText}`;
    const type = response.headers.get("content-type") ?? "";
    const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return [status, pre("Headers", lines), pre("Body", await bodyText(response, type))];
  }

  /**
   * @param {Response} response
   * @param {string} type
   */
  async function bodyText(response, type) {
    if (type.startsWith("application/json")) {
      const text = await response.text();
      return text && JSON.stringify(JSON.parse(text), null, 2);
    }
    if (type.startsWith("text/")) return response.text();
    return `${(await response.blob()).size} bytes of ${type || "no type"}`;
  }

  /**
   * @param {string} label
   * @param {string} text
   */
  function pre(label, text) {
    const element = document.createElement("pre");
    element.tabIndex = 0;
    element.setAttribute("aria-label", label);
    element.textContent = text;
    return element;
  }
})();
