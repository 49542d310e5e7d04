import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { readConfig } from "../config/read-config.ts";
import { warnOfDefaults } from "./warn-of-defaults.ts";

const production = {
  NODE_ENV: "production",
  paypal_client_id: "client",
  paypal_client_secret: "a-secret-of-sixteen",
  web_order_service_url: "http://web-order:8010/order",
  database_url: "postgres://billing@localhost/billing",
};
const vat_rules = '{"country":"FR","rate":"20","included":true}';
const seller = '{"name":"Example","address":["1 rue"],"email":"a@example.org"}';

test.each([
  ["no setting", production, ["vat_rules", "seller"]],
  ["a seller", { ...production, seller }, ["vat_rules"]],
  ["both, although the VAT is the default one", { ...production, seller, vat_rules }, []],
  ["no setting in development", {}, []],
])("with %s, a server warns accordingly", (_, environment, expected) => {
  const log = pino({ level: "silent" });
  const warn = vi.spyOn(log, "warn");
  warnOfDefaults(readConfig(environment), log);
  expect(warn.mock.calls.map(([text]) => String(text).split(" ")[0])).toEqual(expected);
});
