import { lazy } from "react";

// The mode is a constant of the build, so that a production bundle contains none of it.
const hasSandbox = import.meta.env.MODE !== "production" && import.meta.env.VITE_SANDBOX_URL !== "";

/** The page that shows and steers the sandbox; undefined in production and without a sandbox. */
export const DeskPage = hasSandbox
  ? lazy(async () => ({ default: (await import("./desk/desk-page.tsx")).DeskPage }))
  : undefined;

/** What is wrong with the sandbox at the moment, on every page; undefined like `DeskPage`. */
export const ConditionsStrip = hasSandbox
  ? lazy(async () => ({ default: (await import("./desk/conditions-strip.tsx")).ConditionsStrip }))
  : undefined;
