import { type ComponentProps, memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  type Components,
  defaultRehypePlugins,
  defaultRemarkPlugins,
  type MermaidOptions,
  Streamdown,
} from "streamdown";
import { classes } from "../classes.ts";
import { CopyLink } from "../copy-link.tsx";
import { ErrorBoundary } from "../error-boundary.tsx";
import { isTooTangled } from "../too-tangled.ts";
import { WideTable } from "../wide-table.tsx";
import { AnswerAsWritten } from "./answer-as-written.tsx";
import { CitationChip } from "./citation-chip.tsx";
import { rehypeCitations, rehypeHtmlAsText } from "./citation-plugin.ts";
import { useMarkdownPlugins } from "./markdown-plugins.ts";

const plain = [
  ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li"],
  ...["blockquote", "hr", "strong", "thead", "tbody", "tr", "th", "td"],
];

const components: Components = {
  ...Object.fromEntries(plain.map((tag) => [tag, tag])),
  "citation-chip": CitationChip,
  table: ({ node: _node, ...props }) => (
    <WideTable>
      <table {...props} />
    </WideTable>
  ),
  inlineCode: ({ node: _node, ...props }) => <code {...props} />,
  a: ({ node: _node, href, children }) => (
    <CopyLink address={href ?? ""}>{children}</CopyLink>
  ),
  // A picture from elsewhere would tell its server that it was read
  img: ({ alt }) => <span className="text-quiet">{alt}</span>,
};

// No HTML from an answer reaches the page; what is left is cleaned all the same
const rehypePlugins: NonNullable<
  ComponentProps<typeof Streamdown>["rehypePlugins"]
> = [
  rehypeHtmlAsText,
  ...[defaultRehypePlugins["sanitize"], defaultRehypePlugins["harden"]].filter(
    (plugin) => plugin !== undefined,
  ),
  rehypeCitations,
];
const remarkPlugins = Object.values(defaultRemarkPlugins);
const controls = {
  table: false,
  code: { copy: true, download: false },
  mermaid: { download: false, copy: true, fullscreen: false, panZoom: false },
};

/** Labels are drawn as text, and what a diagram says of itself changes neither that nor the page's style. */
const plainDiagrams = {
  htmlLabels: false,
  secure: [
    "secure",
    "securityLevel",
    "startOnLoad",
    "maxTextSize",
    "maxEdges",
    "suppressErrorRendering",
    "htmlLabels",
    "themeCSS",
    "dompurifyConfig",
  ],
};
const lightDiagrams: MermaidOptions = {
  config: { ...plainDiagrams, theme: "neutral" },
};
const darkDiagrams: MermaidOptions = {
  config: { ...plainDiagrams, theme: "dark" },
};

interface Props {
  text: string;
  isStreaming: boolean;
}

/** An answer as it is written. One whose Markdown can't be drawn stands as the text that it is, citations included. */
export const Answer = memo(function Answer({ text, isStreaming }: Props) {
  if (isTooTangled(text)) return <AnswerAsWritten text={text} />;
  return (
    <ErrorBoundary
      resetKey={text}
      fallback={() => <AnswerAsWritten text={text} />}
    >
      <Drawn text={text} isStreaming={isStreaming} />
    </ErrorBoundary>
  );
});

/** Blocks that are complete are not drawn again while the rest streams. */
function Drawn({ text, isStreaming }: Props) {
  const { t } = useTranslation();
  const plugins = useMarkdownPlugins(text);
  const translations = useMemo(
    () => ({ copyCode: t("chat.copyCode"), copied: t("chat.copied") }),
    [t],
  );
  return (
    <Streamdown
      className={classes(
        "prose-answer space-y-0",
        isStreaming && "is-streaming",
      )}
      components={components}
      rehypePlugins={rehypePlugins}
      remarkPlugins={remarkPlugins}
      plugins={plugins}
      controls={controls}
      translations={translations}
      mermaid={
        document.documentElement.dataset["theme"] === "dark"
          ? darkDiagrams
          : lightDiagrams
      }
      codeBlockMaxHeight={0}
      lineNumbers={false}
      isAnimating={isStreaming}
    >
      {text}
    </Streamdown>
  );
}
