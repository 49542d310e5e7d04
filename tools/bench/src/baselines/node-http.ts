import { createServer } from "node:http";
import { listen } from "../programs/listen.ts";
import { prices } from "./prices.ts";

// A minimal Node server for GET /order/prices.
listen(
  createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(prices));
  }),
);
