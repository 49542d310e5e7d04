import { request } from "undici";

/** One POST with a JSON body; resolves with the body of a 200. */
export async function postJson<Body>(port: number, path: string, json: unknown): Promise<Body> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`POST ${path} returned ${statusCode}: ${text}`);
  return JSON.parse(text) as Body;
}

/** One GET; resolves with the body of a 200. */
export async function getJson<Body>(port: number, path: string): Promise<Body> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}${path}`);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`GET ${path} returned ${statusCode}: ${text}`);
  return JSON.parse(text) as Body;
}
