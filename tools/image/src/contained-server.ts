import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { sampleSeller } from "@onekonsole/billing-server/config/seller";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { serverFolder } from "./assemble-image.ts";
import { readProcess1Status, signalProcess1, startContainedProgram } from "./contained-process.ts";
import { appInImage, nodeInImage } from "./root-folder.ts";

/** A server that runs as in a container. */
export interface ContainedServer extends AsyncDisposable {
  readonly url: string;
  /** The log, line by line. */
  readonly log: readonly string[];
  /** The fields of /proc/PID/status. */
  readonly status: ReadonlyMap<string, string>;
  /** Sends SIGTERM to process 1; resolves with its exit code. */
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

/** Starts the server on a free loopback port; rejects with its log if it exits before it listens. */
export async function startContainedServer({
  root,
  sandbox,
  databaseUrl,
}: ContainedServerOptions): Promise<ContainedServer> {
  const child = startContainedProgram({
    root,
    program: programInImage("main"),
    environment: {
      NODE_ENV: "production",
      ...sandboxSettings(sandbox, databaseUrl),
      // Turns receipts on.
      seller: JSON.stringify(sampleSeller),
      // No collector listens there, but tracing loads its packages, which the image must contain.
      otlp_endpoint: "http://127.0.0.1:1",
    },
  });
  const log: string[] = [];
  const ended = once(child, "exit") as Promise<[number | null]>;
  const port = await listeningPort(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    status: readProcess1Status(child),
    stop: async () => {
      signalProcess1(child, "SIGTERM");
      return (await ended)[0];
    },
    [Symbol.asyncDispose]: async () => {
      // All processes of the container are killed with their parent.
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("close", () => reject(new Error(`The server exited:\n${log.join("\n")}`)));
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface(stream).on("line", (line) => {
          log.push(line);
          const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
          if (port) resolve(Number(port));
        });
  });
}
