import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#ui/icon-button.tsx";
import { copyMarkdown } from "../../common/copy-markdown.ts";

const copiedShownMs = 1500;

/** Copies an answer, and shows that it did. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), copiedShownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? t("chat.copied") : t("chat.copy")}
      onClick={() => void copyMarkdown(text).then(() => setIsCopied(true))}
    />
  );
}
