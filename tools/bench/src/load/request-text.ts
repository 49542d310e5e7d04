/** The text of a GET. */
export const getText = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;

/** The text of a POST with a JSON body in ASCII. */
export function postText(path: string, body: unknown): string {
  const json = JSON.stringify(body);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json`;
  return `${head}\r\ncontent-length: ${json.length}\r\n\r\n${json}`;
}
