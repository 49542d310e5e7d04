import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../programs/listen.ts";

type Handle = (path: string, body: unknown) => Promise<unknown>;

/** Serves POSTs with a JSON body: the handler gets path and body, and its result is the response. */
export function serveJson(handle: Handle): void {
  listen(createServer((request, response) => void respond(handle, request, response)));
}

async function respond(
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const result = await handle(request.url ?? "", await readJson(request));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(result));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
