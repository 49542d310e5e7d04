/** PostgreSQL's command line options for an embedded server. */
export function serverSettings({ port, durable }: { port: number; durable: boolean }): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    // TCP with a password only: a Unix socket needs a short path that both users can access.
    unix_socket_directories: "",
    max_connections: 200,
    log_timezone: "UTC",
    timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, setting]) => ["-c", `${name}=${setting}`]);
}
