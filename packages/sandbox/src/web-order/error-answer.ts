/** web-order's only error shape. */
export function errorAnswer(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
