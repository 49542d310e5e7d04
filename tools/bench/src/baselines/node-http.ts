import { createServer } from "node:http";
import { prices } from "./prices.ts";

// A minimal Node server for GET /order/prices.
const server = createServer((_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(prices));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" ? address?.port : 0 }));
});
process.on("SIGTERM", () => process.exit(0));
