import { afterEach, describe, expect, test, vi } from "vitest";
import { listUsers, requestToken } from "./issuer.ts";

const issuer = "http://127.0.0.1:4003";
const fetched = vi.fn<typeof fetch>();

function respondWith(response: Response): void {
  fetched.mockReset().mockResolvedValue(response);
  vi.stubGlobal("fetch", fetched);
}
afterEach(() => vi.unstubAllGlobals());

describe("the sandbox's issuer", () => {
  test("lists its users", async () => {
    const users = [{ id: "1", name: "Camille Martin", roles: [] }];
    respondWith(Response.json(users));
    expect(await listUsers(issuer)).toEqual(users);
    expect(fetched.mock.calls[0]?.[0]).toBe(`${issuer}/users`);
  });

  test("issues a token for a user by its own grant", async () => {
    respondWith(Response.json({ access_token: "t", expires_in: 300 }));
    expect(await requestToken(issuer, "1")).toEqual({ token: "t", expiresInSeconds: 300 });
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect([url, init?.method]).toEqual([`${issuer}/token`, "POST"]);
    expect(Object.fromEntries(init?.body as URLSearchParams)).toEqual({
      grant_type: "urn:onekonsole:sandbox-user",
      user_id: "1",
    });
  });

  test.each([400, 503])("reports the status %i of a failure", async (status) => {
    respondWith(new Response("no", { status }));
    await expect(listUsers(issuer)).rejects.toThrow(String(status));
    respondWith(new Response("no", { status }));
    await expect(requestToken(issuer, "1")).rejects.toThrow(String(status));
  });

  test("stops waiting after a timeout", async () => {
    respondWith(Response.json([]));
    await listUsers(issuer);
    expect(fetched.mock.calls[0]?.[1]?.signal).toBeInstanceOf(AbortSignal);
  });
});
