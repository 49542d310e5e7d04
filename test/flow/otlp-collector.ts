import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A received span, its attributes by name. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly service: unknown;
}

/** An OTLP collector over HTTP that keeps the received spans. */
export interface OtlpCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** The paths and the authorization of the requests. */
  readonly requests: readonly {
    readonly path: string;
    readonly authorization: string | undefined;
  }[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, "fields" | "links" | "service"> & {
        readonly attributes: readonly Attribute[];
        readonly links?: CollectedSpan["links"];
      })[];
    }[];
  }[];
}

/** Listens on a free port; `answer` replaces the usual one, an empty success. */
export async function startOtlpCollector(
  answer: (response: ServerResponse) => void = (response) => response.end("{}"),
): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const requests: OtlpCollector["requests"][number][] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push({ path: request.url ?? "", authorization: request.headers.authorization });
    spans.push(...spansIn((await json(request)) as Export));
    response.setHeader("content-type", "application/json");
    answer(response);
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansIn({ resourceSpans }: Export): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = toFields(resource.attributes)["service.name"];
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ attributes, links = [], ...span }) => ({
        ...span,
        fields: toFields(attributes),
        links,
        service,
      }));
  });
}

/** OTLP wraps each value in an object with its type. */
const toFields = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
