import { FileDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHearth } from "../client/hearth.ts";
import { useAddFiles } from "../client/use-add-files.ts";

const hasFiles = (event: DragEvent) =>
  event.dataTransfer?.types.includes("Files") ?? false;

/** Files can be dropped anywhere on the window; while they are held over it, it says what would happen. */
export function DropOverlay() {
  const { t } = useTranslation();
  const { route } = useHearth();
  const { drop } = useAddFiles();
  const [isOver, setIsOver] = useState(false);
  // Entering a child comes before leaving its parent: count both
  const depth = useRef(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const reset = () => {
      depth.current = 0;
      setIsOver(false);
    };
    const listen = (
      name: "dragenter" | "dragover" | "dragleave" | "drop",
      handle: (event: DragEvent) => void,
    ) =>
      window.addEventListener(
        name,
        (event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          handle(event);
        },
        { signal },
      );
    listen("dragenter", () => {
      depth.current += 1;
      setIsOver(true);
    });
    listen("dragover", (event) => {
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    });
    listen("dragleave", () => {
      depth.current -= 1;
      if (depth.current <= 0) reset();
    });
    listen("drop", (event) => {
      reset();
      if (event.dataTransfer === null) return;
      // On the models screen a model file has a place of its own
      if (
        event.target instanceof Element &&
        event.target.closest("[data-drop=model]") !== null
      )
        return;
      void drop(event.dataTransfer);
      if (route.getState().route.page !== "new")
        route.getState().go({ page: "library" });
    });
    return () => controller.abort();
  }, [drop, route]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-bg/85 p-4">
      <div className="absolute inset-4 rounded-panel border-2 border-dashed border-accent" />
      <div className="flex flex-col items-center gap-2 text-center">
        <FileDown
          size={32}
          strokeWidth={1.75}
          className="text-accent"
          aria-hidden
        />
        <p className="text-xl font-semibold">{t("library.dropTitle")}</p>
        <p className="text-quiet">{t("library.dropHint")}</p>
      </div>
    </div>
  );
}
