import { join } from "node:path";

/** Where everything lies inside a data folder. */
export interface DataFolder {
  readonly root: string;
  /** Appears in one piece, by a rename, once initdb has finished. */
  readonly cluster: string;
  readonly pgdata: string;
  /** The superuser's password, readable by the owner only. */
  readonly passwordFile: string;
  /** Names the running postmaster and the process that started it. */
  readonly ownerFile: string;
  readonly postmasterPidFile: string;
}

/** The layout below `root`, an absolute path. */
export function dataFolderAt(root: string): DataFolder {
  const cluster = join(root, "cluster");
  const pgdata = join(cluster, "pgdata");
  return {
    root,
    cluster,
    pgdata,
    passwordFile: join(cluster, "password"),
    ownerFile: join(root, "owner"),
    postmasterPidFile: join(pgdata, "postmaster.pid"),
  };
}
