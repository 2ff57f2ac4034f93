import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

/** A part of a window on its own ground: an error inside costs this part alone, and the part says so. */
export function Guarded({
  resetKey,
  lead,
  children,
}: {
  /** Another value draws the part anew. */
  resetKey?: string;
  /** The way out of the part, which stays: what stands before its title otherwise. */
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <ErrorBoundary
      {...(resetKey === undefined ? {} : { resetKey })}
      fallback={(error, tryAgain) => (
        <Broken error={error} lead={lead} onTryAgain={tryAgain} />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

function Broken({
  error,
  lead,
  onTryAgain,
}: {
  error: unknown;
  lead: ReactNode;
  onTryAgain: () => void;
}) {
  const { t } = useTranslation();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <div
      role="alert"
      className="relative flex h-full flex-col items-center justify-center gap-4 bg-bg p-6 text-center"
    >
      <div className="absolute top-3 left-6">{lead}</div>
      <CircleAlert
        size={24}
        strokeWidth={1.75}
        className="text-quiet"
        aria-hidden
      />
      <div className="flex max-w-[440px] flex-col gap-1.5">
        <h2 className="text-base font-semibold">{t("broken.title")}</h2>
        <p className="text-quiet">{t("broken.words")}</p>
        <p className="text-xs break-words text-quiet">
          {t("broken.detail", { detail: detail.slice(0, 300) })}
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={onTryAgain}>
          {t("broken.tryAgain")}
        </Button>
        <Button onClick={() => window.location.reload()}>
          {t("broken.reload")}
        </Button>
      </div>
    </div>
  );
}
