import { join } from "node:path";

/** The paths inside a data folder. */
export interface DataFolder {
  readonly root: string;
  /** Created atomically by a rename after initdb. */
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
