/** The user of the pages, and a function for their token. In your application: the account that is signed in. */
export const demoUser = {
  userId: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
  token: async (): Promise<string> => {
    // The simulated issuer of `npm run dev`, through the development server of the page.
    const response = await fetch("/issuer/token", {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "urn:onekonsole:sandbox-user",
        user_id: demoUser.userId,
      }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    return access_token;
  },
};
