// A receiver of outgoing webhooks as a process that a test may kill: `PORT SECRET FILE`. It appends what it accepts
// to the file, and fails at random, also after it has stored an event.
import { appendFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { Webhook } from "standardwebhooks";

const [port = "", secret = "", file = ""] = process.argv.slice(2);
const webhook = new Webhook(secret);

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Stores the event; returns the status of the response, or `null` to close the connection instead. */
function receive(text: string, headers: Record<string, string>): number | null {
  try {
    webhook.verify(text, headers);
  } catch {
    appendFileSync(file, "forged\n");
    return 401;
  }
  if (Math.random() < 0.05) return 500;
  appendFileSync(file, `${headers["webhook-id"]} ${text}\n`);
  return Math.random() < 0.05 ? null : 204;
}

const server = createServer(async (request, response) => {
  const text = await readText(request);
  const status = receive(text, request.headers as Record<string, string>);
  if (status === null) request.socket.destroy();
  else response.writeHead(status).end();
});
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("listening\n"));
