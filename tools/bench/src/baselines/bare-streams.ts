import { createServer } from "node:http";
import { listen } from "../programs/listen.ts";

// A minimal Node server whose responses are event streams with one event.
listen(
  createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write('data: {"version":1}\nid: 1\n\n');
  }),
);
