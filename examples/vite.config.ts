import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page, the service and the issuer share one origin in development, so that no CORS is needed.
const service = process.env["billing_url"] ?? "http://127.0.0.1:8080";
const issuer = process.env["issuer_url"] ?? "http://127.0.0.1:8043";

export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    proxy: {
      "/trpc": service,
      "/issuer": { target: issuer, rewrite: (path) => path.replace("/issuer", "") },
    },
  },
});
