import { connect } from "./connect.ts";

/** Creates an empty database on the server of `url`, in place of an earlier one; returns its URL. */
export async function createDatabase(url: string, name: string): Promise<string> {
  await using client = await connect(url);
  const quoted = client.escapeIdentifier(name);
  await client.query(`drop database if exists ${quoted} with (force)`);
  await client.query(`create database ${quoted}`);
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}
