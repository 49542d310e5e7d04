import { shortestSecret } from "../lib/shortest-secret.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets in the environment, valid or not, except those too short to redact: replacing them
 * everywhere would make log lines unreadable.
 */
export function knownSecrets(environment: Environment): readonly string[] {
  const { paypal_client_id: id = "", paypal_client_secret: secret = "" } = environment;
  // Without padding, which is optional.
  const basic = Buffer.from(`${id}:${secret}`).toString("base64").replace(/=+$/, "");
  const urls = [environment["database_url"], environment["otlp_endpoint"]];
  // Read by OpenTelemetry's exporter.
  const headers = [
    environment["OTEL_EXPORTER_OTLP_HEADERS"],
    environment["OTEL_EXPORTER_OTLP_TRACES_HEADERS"],
  ];
  const found = [
    secret,
    ...urls.flatMap(passwordsIn),
    ...headers.flatMap(valuesIn),
    ...(environment["event_signing_key"] ?? "").split(","),
    ...webhookSecretsIn(environment["event_endpoints"]),
  ];
  const spelled = [...(secret ? [basic] : []), ...found.flatMap(withDecoded)];
  return spelled.filter((text) => text.length >= shortestSecret);
}

/** By pattern: an invalid URL may contain a password as well. */
function passwordsIn(url = ""): readonly string[] {
  const beforeHost = /:\/\/[^:/@]*:(.*)@/.exec(url)?.[1];
  const parameters = [...url.matchAll(/[?&]\w*password=([^&]*)/g)].map(([, value]) => value);
  return [beforeHost, ...parameters].filter((it) => it !== undefined);
}

/** By pattern: JSON that is invalid may contain secrets as well. With and without their prefix. */
const webhookSecretsIn = (text = ""): readonly string[] =>
  [...text.matchAll(/whsec_([A-Za-z0-9+/=]+)/g)].flat();

/** The values of `name=value,name=value`, and the token of a value such as `Bearer …`. */
function valuesIn(headers = ""): readonly string[] {
  const values = headers.split(",").map((header) => header.slice(header.indexOf("=") + 1).trim());
  return values.flatMap((value) => [value, value.split(/\s|%20/).at(-1) ?? ""]);
}

function withDecoded(text: string): readonly string[] {
  try {
    return [text, decodeURIComponent(text)];
  } catch {
    return [text];
  }
}
