/** What we ship: each has a bill of materials of its own. */
export const programs = [
  { name: "billing-server", title: "The server's image" },
  { name: "billing-demo-web", title: "The demo web's bundle" },
] as const;
