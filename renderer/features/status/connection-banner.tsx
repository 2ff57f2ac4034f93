import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../../client/hearth.ts";

/** A connection that is back at once is not worth a word. */
const patienceMs = 1500;

/** Says calmly that the engine is not there, for as long as it is not. What is on the screen stays. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const status = useConnection((state) => state.status);
  const isLost = status === "lost" || status === "unknown";
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (!isLost) return setIsShown(false);
    const timer = setTimeout(() => setIsShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div
      role="status"
      // Over the page: what is on it stays where it is
      className="pointer-events-none fixed inset-x-4 top-2 z-50 flex justify-center"
    >
      {isShown && (
        <p className="appear pointer-events-auto rounded-card border border-line bg-warn-soft px-4 py-1.5 text-center text-[13px] text-warn shadow-float">
          {t(status === "unknown" ? "status.unknown" : "status.lost")}
        </p>
      )}
    </div>
  );
}
