import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/**
 * Around a table that may be wider than its column. One that is scrolls by itself: its edges show that there is more,
 * it has a name, and the keyboard reaches it.
 */
export function WideTable({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setIsWide] = useState(false);
  useEffect(() => {
    const { current: outer } = box;
    if (outer === null) return;
    const measure = () => setIsWide(outer.scrollWidth > outer.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    // Rows that come later may make it wider
    if (outer.firstElementChild !== null)
      observer.observe(outer.firstElementChild);
    return () => observer.disconnect();
  }, []);
  const reachable = isWide
    ? { role: "region", tabIndex: 0, "aria-label": t("common.wideTable") }
    : {};
  return (
    <div ref={box} className="wide-table overflow-x-auto" {...reachable}>
      {children}
    </div>
  );
}
