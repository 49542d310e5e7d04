/** The shipped programs, each with its own bill of materials. */
export const programs = [
  { name: "billing-server", title: "The server's image" },
  { name: "billing-demo-web", title: "The demo web's bundle" },
] as const;
