export const layout = {
  mainNavigation: "Main",
  yourOrders: "Your orders",
  language: "Language",
  signedInAs: "Signed in as",
  signingIn: "Signing in…",
  role: (role: string) => role,
  offline:
    "You are offline. This page continues once you are connected again; your entries are kept.",
  notTranslated: (language: string) =>
    `The texts in ${language} could not be loaded, so this page is in English for now.`,
  sandbox: "Sandbox",
  paypalIsSimulated:
    "PayPal is simulated here. No PayPal account is needed, and no money is charged.",
  openDesk: "Open the desk",
};
