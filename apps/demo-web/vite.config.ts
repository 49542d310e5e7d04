import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { bundleCheck } from "./build/bundle-check.ts";

const host = "127.0.0.1";
const port = Number(process.env["WEB_PORT"] ?? 5173);

// The page and the billing service share one origin here, so that no CORS is needed; responses are
// forwarded unbuffered, event streams included.
const billing = { target: process.env["BILLING_URL"] ?? "http://127.0.0.1:8030" };
const proxy = { "/trpc": billing, "/orders/receipt.pdf": billing };

export default defineConfig(({ mode }) => ({
  // Only a build for production leaves the desk out.
  plugins: [react(), mode === "production" && bundleCheck()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  build: { target: "es2022" },
  server: { host, port, strictPort: true, proxy },
  preview: { host, port, strictPort: true, proxy },
}));
