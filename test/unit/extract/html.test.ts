import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { extractFile, failureOf } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";

async function markdownOf(body: string): Promise<string> {
  const extraction = await extractFile(
    "page.html",
    `<html><body>${body}</body></html>`,
  );
  expectSound(extraction);
  return extraction.text;
}

describe("a web page", () => {
  it("loses scripts, styles, templates and what is hidden", async () => {
    const text =
      await markdownOf(`<script>evil()</script><style>p{}</style><template>t</template><noscript>n</noscript>
      <p hidden>h</p><p style="display: none">d</p><iframe srcdoc="<p>i</p>"></iframe><p onclick="x()">Seen</p>`);
    expect(text).toBe("Seen");
  });

  it("keeps headings, lists in lists, quotes, code and links", async () => {
    const text =
      await markdownOf(`<h2>Wings</h2><p>See <a href="https://example.com/a b">this</a> and <a href="javascript:x()">that</a>.</p>
      <ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol><blockquote><p>said</p></blockquote><pre><code class="language-js">a < b</code></pre>`);
    expect(text).toBe(
      "## Wings\n\nSee [this](https://example.com/a%20b) and that.\n\n3. three\n    - inner\n4. four\n\n> said\n\n```js\na < b\n```",
    );
  });

  it("repeats cells that span, so that each row reads on its own", async () => {
    const text = await markdownOf(
      `<table><tr><th>A<th colspan=2>B|C<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>`,
    );
    expect(text).toBe(
      "| A | B\\|C | B\\|C |\n| - | - | - |\n| 1 | 2 | 3 |\n| 1 | 4 | 5 |",
    );
  });

  it("reads a table that only lays out the page as a flow", async () => {
    expect(
      await markdownOf(
        "<table><tr><td><h1>Title</h1><p>Text</p></td></tr></table>",
      ),
    ).toBe("# Title\n\nText");
  });

  it("shows angle brackets of the text as text", async () => {
    expect(await markdownOf("<p>a &lt;script&gt; b</p>")).toBe(
      "a \\<script> b",
    );
  });

  it("follows the charset that it names", async () => {
    const bytes = iconv.encode(
      "<html><head><meta charset='iso-8859-2'><title>Část</title></head><body>Žluťoučký kůň</body></html>",
      "iso-8859-2",
    );
    const extraction = await extractFile("page.html", bytes);
    expect([extraction.title, extraction.text]).toEqual([
      "Část",
      "Žluťoučký kůň",
    ]);
  });

  it("comes through nesting that would end a recursive reader", async () => {
    expect(
      await markdownOf(
        `${"<div>".repeat(5_000)}deep${"<b><i>".repeat(5_000)}er`,
      ),
    ).toBe("deeper");
  });

  // Bug: a small file of spanning cells became megabytes of text, each an entry of the library
  it.each([
    ["columns and rows", '<td colspan="1000" rowspan="1000">some words</td>'],
    [
      "the rows of one long cell",
      `<td rowspan="500">${"word ".repeat(2_000)}</td>`,
    ],
  ])("refuses a table that multiplies %s", async (_, cell) => {
    const rows =
      `<tr>${cell}</tr>`.repeat(200) + "<tr><td>x</td></tr>".repeat(600);
    const { code } = await failureOf("page.html", `<table>${rows}</table>`);
    expect(code).toBe("too-expanded");
  });

  it("repeats spanning cells of an ordinary table, however often", async () => {
    const group = `<tr><td rowspan="100">North</td><td>1</td></tr>${"<tr><td>2</td></tr>".repeat(99)}`;
    const text = await markdownOf(`<table>${group.repeat(20)}</table>`);
    expect(text.split("North")).toHaveLength(2_001);
  });

  it("says so when there is nothing to read", async () => {
    expect(
      (await failureOf("blank.html", "<html><script>1</script></html>")).code,
    ).toBe("no-text");
  });
});
