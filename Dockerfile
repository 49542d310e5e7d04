# The registry of the distroless images has no default: a bare name would refer to a public registry,
# where any publisher may own it. See "The image" in docs/operations.md.
ARG registry
ARG runtime_image=distroless/nodejs24-debian13:nonroot
ARG build_image=node:24.21.0-trixie-slim

FROM ${build_image} AS build
WORKDIR /source
COPY . .
# Installs from the lock file with the pinned pnpm, builds, and keeps the files to run;
# `npm run image:check` and the tests check the same content.
RUN --mount=type=cache,target=/cache HOME=/cache npm run image:content -- /image

FROM ${registry}/${runtime_image}
WORKDIR /app
# Owned by root: the server's user cannot change its own code, even if the root is writable.
COPY --from=build --chown=0:0 /image .
ENV NODE_ENV=production
USER 65532:65532
EXPOSE 8030
ENTRYPOINT ["/nodejs/bin/node"]
# The other program is apps/billing-server/dist/migrate.js.
CMD ["apps/billing-server/dist/main.js"]
