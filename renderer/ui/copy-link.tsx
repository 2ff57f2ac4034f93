import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const shownMs = 2000;

/**
 * A link that goes nowhere by itself: nobody but the person decides where to go. What it leads to inside of Hearth is
 * opened by `onOpen`, which says whether it was; else its address is copied, and that is said.
 */
export function CopyLink({
  address,
  onOpen,
  children,
}: {
  address: string;
  onOpen?: (address: string) => Promise<boolean>;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = setTimeout(() => setCopied(0), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const follow = async () => {
    if ((await onOpen?.(address)) === true) return;
    await navigator.clipboard.writeText(address);
    setCopied((times) => times + 1);
  };
  return (
    <>
      <button
        type="button"
        className="inline cursor-pointer text-start underline decoration-strong underline-offset-3 hover:decoration-current"
        title={address}
        onClick={() => void follow()}
      >
        {children}
      </button>
      <span role="status">
        {copied > 0 && (
          <span className="appear ml-1 rounded-sm border border-line bg-surface px-1.5 text-xs whitespace-nowrap text-ink">
            {t("common.addressCopied")}
          </span>
        )}
      </span>
    </>
  );
}
