import { expect, test } from "./fixture.ts";

interface Answer {
  status: number;
  policy: string | null;
  sniffing: string | null;
  text: string;
}

test("every answer of the app's own scheme carries the strict policy, and no path climbs out", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  const answers = await page.evaluate<Record<string, Answer>>(`(async () => {
    const ask = async (path) => {
      const response = await fetch(path);
      return {
        status: response.status,
        policy: response.headers.get("content-security-policy"),
        sniffing: response.headers.get("x-content-type-options"),
        text: await response.text(),
      };
    };
    return {
      index: await ask("/index.html"),
      missing: await ask("/missing.js"),
      climbing: await ask("/..%2f..%2fpackage.json"),
    };
  })()`);

  for (const answer of Object.values(answers)) {
    expect(answer.policy).toContain("default-src 'none'; script-src 'self';");
    expect(answer.policy).not.toContain("'unsafe-eval'");
    expect(answer.sniffing).toBe("nosniff");
  }
  expect(answers["index"]?.status).toBe(200);
  expect(answers["missing"]?.status).toBe(404);
  expect(answers["climbing"]?.status).toBeGreaterThanOrEqual(400);
  expect(answers["climbing"]?.text).toBe("");
});

test("a page has the bridge and nothing of Node, and no inline script or outside request works in it", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  const found = await page.evaluate<{
    bridge: string[];
    globals: string[];
    isInjected: boolean;
    isRefused: boolean;
    violations: string[];
  }>(`(async () => {
    const violations = new Set();
    const isTold = new Promise((resolve) =>
      document.addEventListener("securitypolicyviolation", (event) => {
        violations.add(event.effectiveDirective);
        if (violations.size === 3) resolve();
      }));
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.head.append(script);
    const image = document.createElement("img");
    const isBlocked = new Promise((resolve) => { image.onerror = resolve; });
    image.src = "https://example.com/leak.png";
    document.body.append(image);
    await isBlocked;
    const isRefused = await fetch("https://example.com/").then(() => false, () => true);
    await isTold;
    return {
      bridge: Object.keys(window.hearth).sort(),
      globals: ["require", "process", "module", "Buffer"].filter((name) => name in window),
      isInjected: "injected" in window,
      isRefused,
      violations: [...violations].sort(),
    };
  })()`);

  expect(found.bridge).toEqual(["connect", "grantDropped"]);
  expect(found.globals).toEqual([]);
  expect(found.isInjected).toBe(false);
  expect(found.isRefused).toBe(true);
  expect(found.violations).toEqual([
    "connect-src",
    "img-src",
    "script-src-elem",
  ]);
});

test("no navigation leaves the app", async ({ desktop }) => {
  const page = await desktop.page("main");
  const before = page.url();
  const refused = page.waitForEvent("requestfailed");
  await page.evaluate(`void (location.href = "https://example.com/")`);
  expect((await refused).url()).toBe("https://example.com/");
  expect(page.url()).toBe(before);
  await expect(page.getByText("Ask your own documents")).toBeVisible();
});

test("a new window is refused, and its address opens outside only after a yes", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "The system's dialogs can't be answered here");
  if (system === null) return;
  const page = await desktop.page("main");

  await page.evaluate(`void window.open("https://example.com/no")`);
  await expect.poll(async () => (await system.facts()).dialogs.length).toBe(1);
  await system.answerDialogs(["Cancel"]);
  await system.answerDialogs(["Open"]);
  await page.evaluate(`void window.open("https://example.com/yes")`);
  await expect
    .poll(async () => (await system.facts()).opened)
    .toEqual(["https://example.com/yes"]);

  const { dialogs } = await system.facts();
  expect(dialogs.map(({ detail }) => detail.split("\n")[0])).toEqual([
    "https://example.com/no",
    "https://example.com/yes",
  ]);
  await page.evaluate(`void window.open("file:///etc/passwd")`);
  await page.evaluate(`void window.open("javascript:alert(1)")`);
  expect((await system.facts()).dialogs).toHaveLength(2);
});

test("permissions are denied", async ({ desktop }) => {
  const page = await desktop.page("main");
  const states = await page.evaluate<string[]>(`Promise.all(
    ["geolocation", "notifications", "camera", "microphone", "clipboard-read"].map(
      async (name) => (await navigator.permissions.query({ name })).state))`);
  expect(new Set(states)).toEqual(new Set(["denied"]));
});

test("the built windows are sandboxed, isolated and without Node", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "Only the double says what it was given");
  if (system === null) return;
  await desktop.page("quick");
  const { windows } = await system.facts();
  expect(windows.map(({ url }) => url).sort()).toEqual([
    "app://hearth/index.html",
    "app://hearth/quick.html",
  ]);
  for (const { webPreferences } of windows)
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
});
