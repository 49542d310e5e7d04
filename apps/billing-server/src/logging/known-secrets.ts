import { shortestSecret } from "../lib/shortest-secret.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets in the variables of a process, whether or not they can be used otherwise, but for those
 * that are too short: without them a line would be unreadable, also the one that refuses them.
 */
export function knownSecrets(environment: Environment): readonly string[] {
  const { paypal_client_id: id = "", paypal_client_secret: secret = "" } = environment;
  // Without the padding, which some leave out.
  const basic = Buffer.from(`${id}:${secret}`).toString("base64").replace(/=+$/, "");
  const urls = [environment["database_url"], environment["otlp_endpoint"]];
  // OpenTelemetry's exporter reads them itself.
  const headers = [
    environment["OTEL_EXPORTER_OTLP_HEADERS"],
    environment["OTEL_EXPORTER_OTLP_TRACES_HEADERS"],
  ];
  const found = [secret, ...urls.flatMap(passwordsIn), ...headers.flatMap(valuesIn)];
  const spelled = [...(secret ? [basic] : []), ...found.flatMap(withDecoded)];
  return spelled.filter((text) => text.length >= shortestSecret);
}

/** By eye, since a URL that can't be parsed has a password all the same. */
function passwordsIn(url = ""): readonly string[] {
  const beforeHost = /:\/\/[^:/@]*:(.*)@/.exec(url)?.[1];
  const parameters = [...url.matchAll(/[?&]\w*password=([^&]*)/g)].map(([, value]) => value);
  return [beforeHost, ...parameters].filter((it) => it !== undefined);
}

/** Of `name=value,name=value`; of a value such as `Bearer …` the word behind as well. */
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
