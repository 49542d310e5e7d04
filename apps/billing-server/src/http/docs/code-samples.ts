import type { Parameter } from "../openapi/operation.ts";
import type { Entry, ProcedureCall } from "./entries.ts";

/** A request as a shell command; `BILLING_URL` and `TOKEN` are variables of the shell. */
export function curlSample({ id, access, call, route }: Entry): string {
  const token = access !== "public" && access !== "paypal";
  const authorization = token ? [`-H "Authorization: Bearer $TOKEN"`] : [];
  if (!route) return lines([...trpcCommand(id, call), ...authorization]);
  const headers = route.parameters.filter(
    ({ in: where, required }) => where === "header" && required,
  );
  const signature = access === "paypal" ? [quoted("paypal-transmission-sig: …", "-H ")] : [];
  return lines([
    `curl "$BILLING_URL${route.path}${queryText(route.parameters)}"`,
    ...authorization,
    ...headers.map(({ name, example }) => quoted(`${name}: ${example as string}`, "-H ")),
    ...signature,
    ...(route.body ? [quoted(JSON.stringify(route.body.example, null, 2), "-d ")] : []),
  ]);
}

function trpcCommand(path: string, call: ProcedureCall | null): readonly string[] {
  const url = `"$BILLING_URL/trpc/${path}"`;
  const input = call?.input ? JSON.stringify(call.input.example, null, 2) : undefined;
  if (call?.kind === "mutation")
    return [
      `curl ${url}`,
      quoted("Content-Type: application/json", "-H "),
      quoted(input ?? "{}", "-d "),
    ];
  const stream = call?.kind === "subscription" ? "-N " : "";
  if (input === undefined) return [`curl ${stream}${url}`];
  return [`curl ${stream}-G ${url}`, quoted(`input=${input}`, "--data-urlencode ")];
}

/** The query of the examples, with its question mark; a list is a parameter for each element. */
function queryText(parameters: readonly Parameter[]): string {
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: where, example }) =>
      where === "query" && example !== undefined
        ? [example].flat().map((value) => [name, value as string])
        : [],
    ),
  );
  return query.size > 0 ? `?${query}` : "";
}

// A single quote ends the shell's text, so it is written as an escaped one between two texts.
const quoted = (text: string, before: string): string =>
  `${before}'${text.replaceAll("'", String.raw`'\''`)}'`;

const lines = (parts: readonly string[]): string => parts.join(" \\\n  ");

/** The same call with the TypeScript client; `undefined` for a route that the client does not call. */
export function clientSample({ id, call, route }: Entry): string | undefined {
  if (route?.id === "orderReceiptPdf") return pdfSample(route.parameters);
  if (!call) return undefined;
  const input = call.input ? toLiteral(call.input.example) : "";
  const listener = `{ onData: ({ data }) => console.log(data) }`;
  switch (call.kind) {
    case "query":
      return `const result = await billing.${id}.query(${input});`;
    case "mutation":
      return `const result = await billing.${id}.mutate(${input});`;
    case "subscription":
      return `const stream = billing.${id}.subscribe(${input}, ${listener});`;
  }
}

function pdfSample(parameters: readonly Parameter[]): string {
  const example = (wanted: string) => parameters.find(({ name }) => name === wanted)?.example;
  const options = toLiteral({ language: example("language") });
  return `const pdf = await billing.receiptPdf(${JSON.stringify(example("order_id"))}, ${options});`;
}

/** A value as source text: JSON without quotes around the names of fields. */
const toLiteral = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/^(\s*)"(\w+)":/gm, "$1$2:");
