import { useEffect, useState } from "react";
import type { PluginConfig } from "streamdown";

/** Every colour of these two stands out by 4.5:1 on the ground of a code block. */
const codeThemes: ["github-light-high-contrast", "github-dark-high-contrast"] =
  ["github-light-high-contrast", "github-dark-high-contrast"];
const none: PluginConfig = {};

/** Code colours, formulas and diagrams are loaded when an answer first needs them: most never do. */
export function useMarkdownPlugins(text: string): PluginConfig {
  const needsCode = text.includes("```");
  const needsMath = text.includes("$$") || text.includes("\\(");
  const needsDiagrams = text.includes("```mermaid");
  const [plugins, setPlugins] = useState<PluginConfig>(none);
  useEffect(() => {
    if (!needsCode) return;
    let isWanted = true;
    void import("@streamdown/code").then(({ createCodePlugin }) => {
      const code = createCodePlugin({ themes: codeThemes });
      if (isWanted) setPlugins((known) => ({ ...known, code }));
    });
    return () => {
      isWanted = false;
    };
  }, [needsCode]);
  useEffect(() => {
    if (!needsMath) return;
    let isWanted = true;
    void import("./math.ts").then(({ createMath }) => {
      if (isWanted) setPlugins((known) => ({ ...known, math: createMath() }));
    });
    return () => {
      isWanted = false;
    };
  }, [needsMath]);
  useEffect(() => {
    if (!needsDiagrams) return;
    let isWanted = true;
    void import("@streamdown/mermaid").then(({ createMermaidPlugin }) => {
      if (isWanted)
        setPlugins((known) => ({ ...known, mermaid: createMermaidPlugin() }));
    });
    return () => {
      isWanted = false;
    };
  }, [needsDiagrams]);
  return plugins;
}
