import { UsageError } from "./failure.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Credentials for the client credentials grant at the issuer. */
export interface ClientCredentials {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Settings {
  readonly url: string;
  readonly token: string | ClientCredentials;
}

type Variable = keyof typeof meanings;

const meanings = {
  billing_url: "URL of the billing service (not needed beside npm run dev)",
  billing_token:
    "your access token; alternatively set the billing_issuer and billing_client variables",
  billing_issuer: "URL of the OpenID Connect issuer",
  billing_client_id: "id of a client with the operator role",
  billing_client_secret: "secret of that client",
} as const;

/** The variables with their meaning, for `billing --help`. */
export const settingsHelp: string = Object.entries(meanings)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join("\n");

const clientVariables: readonly Variable[] = [
  "billing_issuer",
  "billing_client_id",
  "billing_client_secret",
];

/** Reads the environment; throws a UsageError that names every missing or wrong variable, never a value. */
export function readSettings(environment: Environment): Settings {
  const read = (name: Variable): string => environment[name] ?? "";
  const token = read("billing_token");
  const isClient = token === "" && clientVariables.some(read);
  const needed: readonly Variable[] = isClient ? clientVariables : ["billing_token"];
  const addresses = (["billing_url", "billing_issuer"] as const).filter(read);
  const faults = [
    ...(["billing_url", ...needed] as const)
      .filter((name) => read(name) === "")
      .map((name) => `${name} is not set: ${meanings[name]}.`),
    ...addresses
      .filter((name) => !isSafe(read(name)))
      .map(
        (name) =>
          `${name} must be an https URL without user and password; http is allowed on this machine only.`,
      ),
    // A token that is no valid header value would be reported as an unreachable service.
    ...(/^[\x21-\x7e]*$/.test(token)
      ? []
      : ["billing_token must be the token alone, without spaces or line breaks."]),
  ];
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  const [issuer = "", clientId = "", clientSecret = ""] = clientVariables.map(read);
  return {
    url: read("billing_url"),
    token: isClient ? { issuer, clientId, clientSecret } : token,
  };
}

/** Tokens and secrets are sent over TLS, or to this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && local.test(hostname));
}

const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
