import { z } from "zod";

const rule =
  'must be the name of a claim, its dotted path with \\. for a dot inside a name, or a JSON array of names such as ["resource_access","my.client","roles"]';

const pathSchema = z.array(z.string().regex(/^\S(?:.*\S)?$/s)).min(1);

/** The realm roles of Keycloak. */
export const defaultRolesClaim = { name: "realm_access.roles", path: ["realm_access", "roles"] };

/** `realm_access.roles`, `resource_access.my\.client.roles`, or a JSON array of the nested claim names. */
export const rolesClaim = z.string().transform((text, context) => {
  const isJson = text.startsWith("[");
  const path = pathSchema.safeParse(isJson ? parseJson(text) : namesIn(text));
  if (!path.success) {
    context.addIssue({ code: "custom", message: rule });
    return z.NEVER;
  }
  // A claim name may contain dots without being a path, such as https://example.org/roles.
  const isPathOnly = isJson || text.includes("\\");
  return isPathOnly ? { path: path.data } : { name: text, path: path.data };
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The names of a dotted path; `undefined` if a backslash escapes anything but a dot or a backslash. */
function namesIn(text: string): string[] | undefined {
  const names: string[] = [];
  let name = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === ".") {
      names.push(name);
      name = "";
    } else if (character === "\\") {
      at += 1;
      if (text[at] !== "." && text[at] !== "\\") return undefined;
      name += text[at];
    } else name += character;
  }
  return [...names, name];
}
