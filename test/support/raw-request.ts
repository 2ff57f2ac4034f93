import { type IncomingHttpHeaders, request } from "node:http";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request with exactly these headers: fetch would correct Host and Origin. */
export function rawRequest(
  port: number,
  path: string,
  headers: Record<string, string>,
  options: { method?: string; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", body } = options;
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Under which the tests send files. */
export const grant = "6f0e5d0e-0000-4000-8000-0000000000aa";
/** As the page sends a file along. */
export const fileHeaders = (name: string) => ({
  "Content-Type": "application/octet-stream",
  "x-hearth-name": encodeURIComponent(name),
  "x-hearth-grant": grant,
});
