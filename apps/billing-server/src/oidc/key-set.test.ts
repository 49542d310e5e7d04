import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { decodeProtectedHeader, type JWSHeaderParameters } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerJson, type FaultyAnswer, startFaultyServer } from "../testing/faulty-server.ts";
import { createKeySet, type KeySet } from "./key-set.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  sandbox = await startSandbox();
});
afterEach(async () => {
  vi.useRealTimers();
  await sandbox.close();
});

const warn = vi.fn();
const createTestKeySet = ({ issuer }: Sandbox, jwksUrl?: string) =>
  createKeySet({ issuer: issuer.url, jwksUrl }, warn);
const newToken = () => sandbox.issuer.tokenFor(sandbox.issuer.users[0].id);
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

const toKeyQuery = (token: string, header: JWSHeaderParameters = decodeProtectedHeader(token)) => {
  const [payload = "", signature = ""] = token.split(".").slice(1);
  return { header, token: { payload, signature }, arrivedAt: performance.now() };
};

/** As the verifier does: `found`, `none`, or the name of the error. */
async function lookUp(keys: KeySet, token: string, header?: JWSHeaderParameters): Promise<string> {
  const query = toKeyQuery(token, header);
  try {
    return ((await keys.findKnown(query)) ?? (await keys.findNew(query))) ? "found" : "none";
  } catch (error) {
    return (error as Error).name;
  }
}

interface Published {
  readonly keys: readonly object[];
}

/** A header with a key id that no issuer has ever used. */
const named = (id: number | string): JWSHeaderParameters => ({
  alg: "RS256",
  kid: `made-up-${id}`,
});

/** The number of requests to the issuer for a document. */
const requested = (name: string) =>
  sandbox.issuer.requests.filter(({ path }) => path.endsWith(name)).length;

describe("the issuer's keys", () => {
  test("are discovered and fetched once, however many callers need them", async () => {
    const keys = createTestKeySet(sandbox);
    const tokens = await Promise.all([1, 2, 3].map(newToken));
    const found = await Promise.all(tokens.map((token) => lookUp(keys, token)));
    expect(found).toEqual(["found", "found", "found"]);
    expect([requested("openid-configuration"), requested("jwks")]).toEqual([1, 1]);
  });

  test("are fetched from the configured URL, without discovery", async () => {
    const keys = createTestKeySet(sandbox, `${sandbox.issuer.url}/jwks`);
    expect(await lookUp(keys, await newToken())).toBe("found");
    expect([requested("openid-configuration"), requested("jwks")]).toEqual([0, 1]);
  });

  test("are fetched again at once for a new one", async () => {
    const keys = createTestKeySet(sandbox);
    const old = await newToken();
    await lookUp(keys, old);
    pass(0.01);
    await sandbox.issuer.rotateKeys();
    const fresh = await newToken();
    expect(await lookUp(keys, fresh)).toBe("found");
    expect(await lookUp(keys, old)).toBe("found");
    expect(requested("jwks")).toBe(2);
  });

  test("are fetched once more if the running fetch began before a new key was requested", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    pass(1);
    sandbox.issuer.faults.add({ operation: "jwks", kind: "delay", latencyMs: 200 });
    const forged = lookUp(keys, await sandbox.issuer.forgedToken("unknown_key"));
    await expect.poll(() => requested("jwks")).toBe(2);
    pass(0.01);
    const others = await Promise.all([1, 2, 3].map((id) => lookUp(keys, "a.b.c", named(id))));
    expect([await forged, ...others]).toEqual(["none", "none", "none", "none"]);
    expect(requested("jwks")).toBe(3);
  });

  test("are not fetched for each of a thousand unknown ones", async () => {
    const keys = createTestKeySet(sandbox);
    const forged = await sandbox.issuer.forgedToken("unknown_key");
    for (let minute = 0; minute < 3; minute += 1) {
      const found = await Promise.all(Array.from({ length: 1_000 }, () => lookUp(keys, forged)));
      expect(new Set(found)).toEqual(new Set(["none"]));
      pass(60);
    }
    // Once at first, then once in each later minute.
    expect(requested("jwks")).toBe(3);
  });

  test("are renewed every ten minutes, so that a withdrawn one is removed", async () => {
    const keys = createTestKeySet(sandbox);
    const old = await newToken();
    await lookUp(keys, old);
    await sandbox.issuer.rotateKeys();
    sandbox.issuer.retireOldKeys();
    pass(599);
    expect(await lookUp(keys, old)).toBe("found");
    expect(requested("jwks")).toBe(1);
    pass(1);
    // The caller that triggers the renewal does not wait for it.
    await lookUp(keys, old);
    await expect.poll(() => lookUp(keys, old)).toBe("none");
    expect(await lookUp(keys, await newToken())).toBe("found");
  });
});

describe("during a flood of a thousand invented key ids per second", () => {
  test("a new key is found within three seconds, and its token is never rejected", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    let made = 0;
    const flood = async () => {
      pass(0.1);
      const ids = Array.from({ length: 100 }, () => (made += 1));
      const answers = await Promise.all(ids.map((id) => lookUp(keys, "a.b.c", named(id))));
      for (const answer of answers) expect(["none", "KeysUnavailable"]).toContain(answer);
    };
    for (let tick = 0; tick < 100; tick += 1) await flood();
    await sandbox.issuer.rotateKeys();
    const fresh = await newToken();
    const answers: string[] = [];
    for (let tick = 0; tick < 30; tick += 1) {
      await flood();
      answers.push(await lookUp(keys, fresh));
    }
    expect(new Set(answers)).toEqual(new Set(["KeysUnavailable", "found"]));
    expect(answers.at(-1)).toBe("found");
    // The first fetch, five at once, and one in three of the thirteen seconds.
    expect(requested("jwks")).toBeLessThanOrEqual(1 + 5 + 5);
  });

  test("the error has the time to wait", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    const answers = [];
    for (let id = 0; id < 7; id += 1) {
      pass(0.001);
      answers.push(await keys.findNew(toKeyQuery("a.b.c", named(id))).catch((error) => error));
    }
    expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => undefined));
    for (const error of answers.slice(5)) {
      expect(error).toMatchObject({ name: "KeysUnavailable" });
      expect(error.retryAfterMs).toBeGreaterThan(2_900);
      expect(error.retryAfterMs).toBeLessThanOrEqual(3_000);
    }
  });

  test("rejected ids are rejected again without a fetch, for ten seconds", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    pass(1);
    for (let turn = 0; turn < 100; turn += 1)
      expect(await lookUp(keys, "a.b.c", named("same"))).toBe("none");
    expect(requested("jwks")).toBe(2);
    pass(10);
    expect(await lookUp(keys, "a.b.c", named("same"))).toBe("none");
    expect(requested("jwks")).toBe(3);
  });

  test("few of them wait for an issuer that hangs", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    pass(1);
    sandbox.issuer.faults.add({ operation: "jwks", kind: "hang", times: Infinity });
    const waiting = Array.from({ length: 1_100 }, (_, id) => lookUp(keys, "a.b.c", named(id)));
    const first = await Promise.race(waiting);
    expect(first).toBe("KeysUnavailable");
    // A caller with a known key does not wait.
    expect(await lookUp(keys, await newToken())).toBe("found");
    sandbox.issuer.faults.clear();
    await sandbox.issuer.down();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(["KeysUnavailable"]));
  });
});

describe("a key that may have been replaced under its id", () => {
  test("is fetched again on request, once in half a minute", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    expect(await keys.renew()).toBe(false);
    pass(30);
    expect(await keys.renew()).toBe(true);
    for (let turn = 0; turn < 100; turn += 1) expect(await keys.renew()).toBe(false);
    expect(requested("jwks")).toBe(2);
    pass(30);
    await sandbox.issuer.down();
    expect(await keys.renew()).toBe(false);
  });
});

describe("while the issuer is down", () => {
  test("known keys stay valid for hours", async () => {
    const keys = createTestKeySet(sandbox);
    const token = await newToken();
    await lookUp(keys, token);
    await sandbox.issuer.down();
    for (let hour = 0; hour < 5; hour += 1) {
      pass(3_600);
      expect(await lookUp(keys, token)).toBe("found");
    }
  });

  test("an unknown key decides nothing about its token, and is found afterwards", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    await sandbox.issuer.rotateKeys();
    const fresh = await newToken();
    pass(30);
    await sandbox.issuer.down();
    expect(await lookUp(keys, fresh)).toBe("KeysUnavailable");
    await sandbox.issuer.up();
    pass(5);
    expect(await lookUp(keys, fresh)).toBe("found");
  });

  test.each(["discovery", "jwks"] as const)(
    "tokens do not cause requests to it: %s fails",
    async (operation) => {
      const keys = createTestKeySet(sandbox);
      const token = await newToken();
      sandbox.issuer.faults.add({ operation, kind: { status: 503 }, times: Infinity });
      const before = sandbox.issuer.requests.length;
      for (let burst = 0; burst < 3; burst += 1) {
        const found = await Promise.all(Array.from({ length: 100 }, () => lookUp(keys, token)));
        for (let turn = 0; turn < 100; turn += 1) found.push(await lookUp(keys, token));
        expect(new Set(found)).toEqual(new Set(["KeysUnavailable"]));
        pass(5);
      }
      // A discovery that succeeded is not repeated.
      const requests = sandbox.issuer.requests.length - before;
      expect(requests).toBe(operation === "jwks" ? 4 : 3);
      sandbox.issuer.faults.clear();
      expect(await lookUp(keys, token)).toBe("found");
    },
  );

  test("nor do repeated requests for an unknown key", async () => {
    const keys = createTestKeySet(sandbox);
    await lookUp(keys, await newToken());
    pass(30);
    sandbox.issuer.faults.add({ operation: "jwks", kind: "reset", times: Infinity });
    const forged = await sandbox.issuer.forgedToken("unknown_key");
    for (let turn = 0; turn < 100; turn += 1)
      expect(await lookUp(keys, forged)).toBe("KeysUnavailable");
    expect(requested("jwks")).toBe(2);
  });
});

test("one malformed key does not affect the others", async () => {
  const { keys: good } = (await (await fetch(`${sandbox.issuer.url}/jwks`)).json()) as Published;
  const odd = [null, "key", 7, [], {}, { kty: "RSA", kid: "odd", alg: "RS256" }];
  await using issuer = await startFaultyServer((_, response) =>
    answerJson(response, 200, { keys: [...odd, ...good] }),
  );
  const keys = createKeySet({ issuer: issuer.url, jwksUrl: `${issuer.url}/jwks` }, warn);
  expect(await lookUp(keys, await newToken())).toBe("found");
});

test("keys that have moved are discovered at their new URL", async () => {
  const { keys: published } = (await (
    await fetch(`${sandbox.issuer.url}/jwks`)
  ).json()) as Published;
  let path = "/keys";
  await using issuer = await startFaultyServer(({ url }, response) => {
    if (url === path) return answerJson(response, 200, { keys: published });
    if (url !== "/.well-known/openid-configuration") return answerJson(response, 404, {});
    answerJson(response, 200, { issuer: issuer.url, jwks_uri: issuer.url + path });
  });
  const keys = createKeySet({ issuer: issuer.url, jwksUrl: undefined }, warn);
  expect(await lookUp(keys, await newToken())).toBe("found");
  path = "/moved";
  pass(1);
  expect(await lookUp(keys, "a.b.c", named("new"))).toBe("KeysUnavailable");
  pass(5);
  expect(await lookUp(keys, "a.b.c", named("new"))).toBe("none");
});

test("a discovery document of another issuer is reported with both names", async () => {
  const { url } = sandbox.issuer;
  warn.mockClear();
  const keys = createKeySet({ issuer: `${url}/`, jwksUrl: undefined }, warn);
  expect(await lookUp(keys, await newToken())).toBe("KeysUnavailable");
  const [[kind, fields] = []] = warn.mock.calls;
  expect(kind).toBe("keys");
  expect(fields.cause).toContain(`oidc_issuer is ${url}/,`);
  expect(fields.cause).toContain(`the issuer ${url}.`);
});

describe("an issuer's response is rejected", () => {
  /** An issuer with this discovery document, and an upstream that must receive no request. */
  async function lookUpAt(answer: (issuer: string, upstream: string) => FaultyAnswer) {
    await using upstream = await startFaultyServer((_, response) =>
      answerJson(response, 200, { keys: [] }),
    );
    let answerNow: FaultyAnswer = () => undefined;
    await using odd = await startFaultyServer((...call) => answerNow(...call));
    answerNow = answer(odd.url, upstream.url);
    const found = await lookUp(
      createKeySet({ issuer: odd.url, jwksUrl: undefined }, warn),
      await newToken(),
    );
    return { found, upstream: upstream.received.length, issuer: odd.received.length };
  }

  const refused = { found: "KeysUnavailable", upstream: 0, issuer: 1 };

  test("that names keys at another host", async () => {
    const found = await lookUpAt(
      (issuer, upstream) => (_, response) =>
        answerJson(response, 200, { issuer, jwks_uri: `${upstream}/jwks` }),
    );
    expect(found).toEqual(refused);
  });

  test("that is another issuer's", async () => {
    const found = await lookUpAt(
      (issuer) => (_, response) =>
        answerJson(response, 200, { issuer: `${issuer}/realms/other`, jwks_uri: `${issuer}/jwks` }),
    );
    expect(found).toEqual(refused);
  });

  test.each([
    ["no document", "hello"],
    ["one without keys", {}],
    ["keys without a URL", { jwks_uri: "jwks" }],
  ])("that is %s", async (_, document) => {
    const found = await lookUpAt(
      (issuer) => (_request, response) =>
        answerJson(
          response,
          200,
          typeof document === "string" ? document : { issuer, ...document },
        ),
    );
    expect(found).toEqual(refused);
  });

  test("that redirects", async () => {
    const found = await lookUpAt(
      (_, upstream) =>
        ({ url = "" }, response) =>
          void response.writeHead(302, { location: upstream + url }).end(),
    );
    expect(found).toEqual(refused);
  });

  test("whose keys redirect", async () => {
    const found = await lookUpAt(
      (issuer, upstream) =>
        ({ url }, response) =>
          url === "/jwks"
            ? void response.writeHead(307, { location: `${upstream}/jwks` }).end()
            : answerJson(response, 200, { issuer, jwks_uri: `${issuer}/jwks` }),
    );
    expect(found).toEqual({ ...refused, issuer: 2 });
  });

  test.each([
    ["no key set", { keys: "none" }],
    ["none", { keys: [] }],
    ["a body that is too large", { keys: [], text: "x".repeat(1024 * 1024) }],
  ])("whose keys are %s", async (_, keys) => {
    const found = await lookUpAt(
      (issuer) =>
        ({ url }, response) =>
          answerJson(
            response,
            200,
            url === "/jwks" ? keys : { issuer, jwks_uri: `${issuer}/jwks` },
          ),
    );
    expect(found).toEqual({ ...refused, issuer: 2 });
  });
});
