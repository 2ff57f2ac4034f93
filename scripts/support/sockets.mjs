import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const calls = "connect,bind,sendto,sendmsg,sendmmsg";
const address =
  /sin6?_port=htons\((\d+)\)[^}]*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g;
const dnsPort = 53;

/**
 * How a command has to begin so that the kernel writes down every internet address that it or any process below
 * it names, native code included: program and arguments, to be followed by the command's own.
 */
export function recorder(file) {
  return [
    "strace",
    [
      "--follow-forks",
      "--decode-pids=comm",
      "--seccomp-bpf",
      "--quiet=all",
      "-e",
      `trace=${calls}`,
      "-e",
      "signal=none",
      "-o",
      file,
      "--",
    ],
  ];
}

/**
 * Whether processes can be watched here. "missing" is where strace could be installed and is not: a failure, for then
 * nobody looks; "not possible" is another system, or one that forbids it.
 */
export function recorderState() {
  if (process.platform !== "linux") return "not possible";
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]);
  if (tried.error !== undefined) return "missing";
  return tried.status === 0 ? "ready" : "not possible";
}

/** What a recording names that is not loopback, and every look-up of a name: empty when nothing left the computer. */
export function foreignSockets(file) {
  const found = new Set();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line.includes("sa_family=AF_INET")) continue;
    const [, process = "?", call = "?"] =
      /^\d+(?:<([^>]*)>)?\s+(\w+)\(/.exec(line) ?? [];
    for (const [, port, v4, v6] of line.matchAll(address)) {
      const host = v4 ?? v6;
      if (isLoopback(host) && Number(port) !== dnsPort) continue;
      if (isRouteProbe(process, call, host, port)) continue;
      found.add(`${process}: ${call} ${host} port ${port}`);
    }
  }
  return [...found];
}

function isLoopback(host) {
  return (
    host === "::1" || host.startsWith("127.") || host.startsWith("::ffff:127.")
  );
}

/** Chromium asks the kernel whether there is a way to this address; it sends nothing there. */
function isRouteProbe(process, call, host, port) {
  return (
    /chrom/i.test(process) &&
    call === "connect" &&
    host === "2001:4860:4860::8888" &&
    port === "443"
  );
}
