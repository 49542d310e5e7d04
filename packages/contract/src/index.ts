export * from "./operator-schemas.ts";
export * from "./order-details.ts";
export * from "./procedure-paths.ts";
export * from "./procedure-record.ts";
export * from "./procedures.ts";
export * from "./router.ts";
export * from "./browser.ts";
export * from "./schemas.ts";
