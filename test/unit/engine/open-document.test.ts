import { describe, expect, it } from "vitest";
import { appErrorFrom } from "#contract/errors.ts";
import { linkedPath } from "#core/library/documents/linked-document.ts";
import { loopbackHost } from "#engine/loopback-host.ts";
import { openDocument } from "#engine/open-document.ts";

async function opened(path: string, how: "file" | "folder" = "file") {
  const asked: string[] = [];
  const host = {
    openFile: async (file: string, as: string) => {
      asked.push(`${as} ${file}`);
    },
  };
  const documents = { get: () => ({ path }) };
  try {
    await openDocument({ documents, host }, { documentId: "1", how });
  } catch (error) {
    asked.push(appErrorFrom(error)?.code ?? String(error));
  }
  return asked;
}

describe("opening a document outside of Hearth", () => {
  it("hands the library's own path to the host", async () => {
    expect(await opened("/home/ana/Lease.PDF")).toEqual([
      "file /home/ana/Lease.PDF",
    ]);
    expect(await opened("/home/ana/a.sh", "folder")).toEqual([
      "folder /home/ana/a.sh",
    ]);
  });

  it.each(["run.bat", "a.js", "x.desktop", "a.docm", "pdf", "a.pdf.command"])(
    "opens nothing that could run: %s",
    async (name) => {
      expect(await opened(`/home/ana/${name}`)).toEqual(["not-permitted"]);
    },
  );

  it("is not for a host whose screen is elsewhere", () => {
    const here = { DISPLAY: ":0" };
    expect(loopbackHost(here, "linux").openFile).toBeDefined();
    expect(loopbackHost({}, "darwin").openFile).toBeDefined();
    expect(loopbackHost({}, "linux").openFile).toBeUndefined();
    expect(
      loopbackHost({ ...here, SSH_CONNECTION: "1" }, "linux").openFile,
    ).toBeUndefined();
  });
});

describe("a relative link between documents", () => {
  it.each([
    ["/a/b/c.md", "d.md", "/a/b/d.md"],
    ["/a/b/c.md", "../x%20y.pdf#page=3", "/a/x y.pdf"],
    ["/a/b/c.md", "./sub/d.md?x", "/a/b/sub/d.md"],
    ["C:\\a\\c.md", "sub/d.md", "C:\\a\\sub\\d.md"],
  ])("in %s to %s leads to %s", (from, target, path) => {
    expect(linkedPath(from, target)).toBe(path);
  });

  it.each(["https://a.example/b", "mailto:a@b", "#part", "/etc/passwd", "%E0"])(
    "%s is none",
    (target) => {
      expect(linkedPath("/a/b.md", target)).toBeNull();
    },
  );
});
