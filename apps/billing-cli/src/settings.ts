import { UsageError } from "./failure.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a client of the issuer gets its tokens for. */
export interface ClientCredentials {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Settings {
  readonly url: string;
  readonly token: string | ClientCredentials;
}

type Variable = keyof typeof about;

const about = {
  billing_url: "where the billing service is (npm run dev needs none)",
  billing_token: "your access token, or set a client's three in its place",
  billing_issuer: "the issuer that gives out tokens",
  billing_client_id: "the client's id there",
  billing_client_secret: "the client's secret there",
} as const;

/** The variables and what each is for, as the overview has them. */
export const settingsHelp: string = Object.entries(about)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join("\n");

const ofClient: readonly Variable[] = [
  "billing_issuer",
  "billing_client_id",
  "billing_client_secret",
];

/** Reads the environment; throws a UsageError that names every missing or wrong variable, never a value. */
export function readSettings(environment: Environment): Settings {
  const valueOf = (name: Variable): string => environment[name] ?? "";
  const token = valueOf("billing_token");
  const isClient = token === "" && ofClient.some(valueOf);
  const needed: readonly Variable[] = isClient ? ofClient : ["billing_token"];
  const addresses = (["billing_url", "billing_issuer"] as const).filter(valueOf);
  const faults = [
    ...(["billing_url", ...needed] as const)
      .filter((name) => valueOf(name) === "")
      .map((name) => `${name} is not set: ${about[name]}.`),
    ...addresses
      .filter((name) => !isSafe(valueOf(name)))
      .map(
        (name) =>
          `${name} must be an https URL without a user or password, or an http one of this machine.`,
      ),
    // As it travels in a header; one that can't would look like a service that can't be reached.
    ...(/^[\x21-\x7e]*$/.test(token)
      ? []
      : ["billing_token must be the token alone, without spaces or line breaks."]),
  ];
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  const [issuer = "", clientId = "", clientSecret = ""] = ofClient.map(valueOf);
  return {
    url: valueOf("billing_url"),
    token: isClient ? { issuer, clientId, clientSecret } : token,
  };
}

/** Tokens and secrets travel with TLS, or not at all. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && local.test(hostname));
}

const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
