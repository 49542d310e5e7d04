import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { serverFolder } from "./assemble-image.ts";
import { signalProcess1, startContained, statusOfProcess1 } from "./jail.ts";
import { appInImage, nodeInImage } from "./root-folder.ts";

/** The server as a container would run it. */
export interface ContainedServer extends AsyncDisposable {
  readonly url: string;
  /** What it logged, line by line. */
  readonly log: readonly string[];
  readonly status: ReadonlyMap<string, string>;
  /** Resolves with the exit code once process 1 has ended after SIGTERM. */
  stop(): Promise<number | null>;
}

export interface ContainedServerOptions {
  /** The folder that becomes the root. */
  readonly root: string;
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
}

/** The command line of one of the server's programs in the image. */
export const programInImage = (name: "main" | "migrate"): readonly string[] => [
  nodeInImage,
  `${appInImage}/${serverFolder}/dist/${name}.js`,
];

/** Starts the server on a free port of the loopback; rejects with its log when it ends before it listens. */
export async function startContainedServer({
  root,
  sandbox,
  databaseUrl,
}: ContainedServerOptions): Promise<ContainedServer> {
  const child = startContained({
    root,
    program: programInImage("main"),
    environment: {
      NODE_ENV: "production",
      ...sandboxSettings(sandbox, databaseUrl),
      // Nobody listens there; what only tracing loads has to be in the image as well.
      otlp_endpoint: "http://127.0.0.1:1",
    },
  });
  const log: string[] = [];
  const ended = once(child, "exit") as Promise<[number | null]>;
  const port = await listeningPort(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    status: statusOfProcess1(child),
    stop: async () => {
      signalProcess1(child, "SIGTERM");
      return (await ended)[0];
    },
    [Symbol.asyncDispose]: async () => {
      // Whatever is in the container is killed with its parent.
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("close", () => reject(new Error(`The server ended:\n${log.join("\n")}`)));
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface(stream).on("line", (line) => {
          log.push(line);
          const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
          if (port) resolve(Number(port));
        });
  });
}
