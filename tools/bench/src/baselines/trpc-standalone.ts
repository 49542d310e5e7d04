import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { listen } from "../programs/listen.ts";
import { priceRouter } from "./price-router.ts";

// tRPC's own adapter for node:http.
listen(createHTTPServer({ router: priceRouter, basePath: "/trpc/" }));
