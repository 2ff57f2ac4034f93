import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

/** A part of a window on its own ground: an error inside costs this part alone, and the part says so. */
export function Guarded({
  resetKey,
  className,
  children,
}: {
  /** Another value draws the part anew. */
  resetKey?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ErrorBoundary
      {...(resetKey === undefined ? {} : { resetKey })}
      fallback={(error, tryAgain) => (
        <Broken
          error={error}
          onTryAgain={tryAgain}
          {...(className === undefined ? {} : { className })}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

function Broken({
  error,
  onTryAgain,
  className,
}: {
  error: unknown;
  onTryAgain: () => void;
  className?: string;
}) {
  const { t } = useTranslation();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <div
      role="alert"
      className={classes(
        "flex h-full flex-col items-center justify-center gap-4 bg-bg p-6 text-center",
        className,
      )}
    >
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
