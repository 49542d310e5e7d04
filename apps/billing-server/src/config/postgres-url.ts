import { z } from "zod";

const notPostgres = "must be a postgres:// URL";
const rawCharacter =
  "must have @ / ? # and % in its user and password written as %40 %2F %3F %23 and %25";

/** The URL of a PostgreSQL server. Fault messages contain no part of the value. */
export const postgresUrl = z.string().transform((text, context) => {
  const url = text.trim();
  const message = findFault(url);
  if (message !== null) context.addIssue({ code: "custom", message });
  return url;
});

function findFault(url: string): string | null {
  if (!/^postgres(?:ql)?:\/\//i.test(url)) return notPostgres;
  if (hasRawCharacter(url)) return rawCharacter;
  return URL.canParse(url) ? null : notPostgres;
}

/**
 * A raw `@`, `/`, `?` or `#` ends the password early: a part of it would be resolved as a host name and logged.
 * A raw `%` changes the password or makes the URL invalid.
 */
function hasRawCharacter(url: string): boolean {
  if (url.includes("#") || !canDecode(url)) return true;
  const [, authority = "", path = "", query = ""] =
    /^\w+:\/\/([^/?]*)([^?]*)\??(.*)$/s.exec(url) ?? [];
  // The value of a query parameter may contain these characters.
  const inQuery = query.replaceAll(/(?<=^|&)[\w.]+=[^&]*/g, "");
  return count(authority) > 1 || count(path) > 0 || count(inQuery) > 0;
}

const count = (text: string): number => text.split("@").length - 1;

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
