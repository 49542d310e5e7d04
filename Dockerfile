# Where the distroless images come from has no default: a bare name would be looked up at a public
# registry, where it may be anybody's. See "The image" in README.md.
ARG registry
ARG runtime_image=distroless/nodejs24-debian13:nonroot
ARG build_image=node:24.21.0-trixie-slim

FROM ${build_image} AS build
WORKDIR /source
COPY . .
# Installs by lock file with the pinned pnpm, builds, and keeps what runs; `npm run image:check` and
# the tests look at the same content.
RUN --mount=type=cache,target=/cache HOME=/cache npm run image:content -- /image

FROM ${registry}/${runtime_image}
WORKDIR /app
# Owned by root: the server's user can't change its own code, even where the root is writable.
COPY --from=build --chown=0:0 /image .
ENV NODE_ENV=production
USER 65532:65532
EXPOSE 8030
ENTRYPOINT ["/nodejs/bin/node"]
# The other program is apps/billing-server/dist/migrate.js.
CMD ["apps/billing-server/dist/main.js"]
