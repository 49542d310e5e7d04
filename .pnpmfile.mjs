// Called by `pnpm pack` and `pnpm publish`: what a published manifest has otherwise than the workspace's. The lock file
// has a digest of this file; after a change, `pnpm install --no-frozen-lockfile` writes it.

/** An app that has one of these, from this version on, gets no second copy; the workspace has one exact version. */
const oldest = { "@trpc/client": "11.20.0", "@trpc/server": "11.20.0", zod: "4.5.0" };

/** The packages that are parts of apps; the others are programs for development and tests. */
const libraries = ["@onekonsole/billing-contract", "@onekonsole/billing-client"];

/** The real service, which only the client's test kit starts, and which has the version of the client. */
const service = [
  "@onekonsole/billing-sandbox",
  "@onekonsole/billing-server",
  "@onekonsole/embedded-postgres",
];

export const hooks = {
  beforePacking(manifest) {
    const published = structuredClone(manifest);
    delete published.devDependencies;
    delete published.scripts;
    removeSources(published.exports);
    if (libraries.includes(published.name)) widenVersions(published.dependencies);
    if (published.name === "@onekonsole/billing-client") addService(published);
    return published;
  },
};

/** Sources are for this workspace, whose tests and tools run without a build. */
function removeSources(entries) {
  for (const [path, conditions] of Object.entries(entries)) {
    delete conditions.source;
    if (Object.keys(conditions).length === 0) delete entries[path];
  }
}

function widenVersions(dependencies) {
  for (const [name, version] of Object.entries(oldest))
    if (dependencies[name]) dependencies[name] = `^${version}`;
}

/** As optional peers: an app installs them if its tests start the service. Here they would be a circle of packages. */
function addService(manifest) {
  for (const name of service) {
    manifest.peerDependencies[name] = manifest.version;
    manifest.peerDependenciesMeta[name] = { optional: true };
  }
}
