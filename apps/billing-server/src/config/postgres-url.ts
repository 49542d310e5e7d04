import { z } from "zod";

const notPostgres = "must be a postgres:// URL";
const rawCharacter =
  "must have @ / ? # and % in its user and password written as %40 %2F %3F %23 and %25";

/** A PostgreSQL server's address. What is wrong with it is said without any part of it. */
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
 * A raw `@`, `/`, `?` or `#` in the password ends it early: a piece of it would be looked up as a host,
 * and logged. A raw `%` makes another password of it, or none.
 */
function hasRawCharacter(url: string): boolean {
  if (url.includes("#") || !canDecode(url)) return true;
  const [, authority = "", path = "", query = ""] =
    /^\w+:\/\/([^/?]*)([^?]*)\??(.*)$/s.exec(url) ?? [];
  // Behind a name a parameter may hold any number of them.
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
