import { preferredPort } from "@onekonsole/billing-testkit/preferred-port";

export interface ChosenPort {
  /** What listens there. */
  readonly name: string;
  readonly preferred: number;
  readonly port: number;
}

type Part = "web" | "billing" | "paypal" | "webOrder" | "issuer" | "control";
export type ChosenPorts = Readonly<Record<Part, ChosenPort>>;

/** The preferred port of each part of the sandbox, or a free one if it is in use. */
export async function choosePorts(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ChosenPorts> {
  return {
    web: await choosePort("web", Number(environment["WEB_PORT"] ?? 5173)),
    billing: await choosePort("billing", Number(environment["served_port"] ?? 8030)),
    paypal: await choosePort("PayPal", 8041),
    webOrder: await choosePort("web-order", 8042),
    issuer: await choosePort("issuer", 8043),
    control: await choosePort("control API", 8044),
  };
}

const choosePort = async (name: string, preferred: number): Promise<ChosenPort> => ({
  name,
  preferred,
  port: await preferredPort(preferred),
});

export const urlAt = ({ port }: ChosenPort): string => `http://127.0.0.1:${port}`;

/** Names with URLs. */
export type NamedUrls = Readonly<Record<string, string>>;

/** What a person can open in a browser, and the issuer. */
export const namedUrls = (ports: ChosenPorts, issuerUrl: string): NamedUrls => ({
  web: urlAt(ports.web),
  desk: `${urlAt(ports.web)}/desk`,
  "billing API": `${urlAt(ports.billing)}/docs`,
  PayPal: urlAt(ports.paypal),
  "web-order": urlAt(ports.webOrder),
  issuer: issuerUrl,
  "control API": urlAt(ports.control),
});
