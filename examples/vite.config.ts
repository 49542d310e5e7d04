import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { billingUrl, issuerUrl } from "./environment.ts";

// The page, the service and the issuer share one origin in development, so that no CORS is needed.
export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    proxy: {
      "/trpc": billingUrl,
      "/issuer": { target: issuerUrl, rewrite: (path) => path.replace("/issuer", "") },
    },
  },
});
