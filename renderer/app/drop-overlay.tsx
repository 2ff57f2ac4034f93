import { FileDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHearth } from "../client/hearth.ts";
import { useAddFiles } from "../common/use-add-files.ts";

const hasFiles = (event: DragEvent) =>
  event.dataTransfer?.types.includes("Files") ?? false;

/** On the models screen a model file has a place of its own. */
const placeOf = ({ target }: DragEvent) =>
  target instanceof Element && target.closest("[data-drop=model]") !== null
    ? "model"
    : "library";

/** Files can be dropped anywhere on the window; while they are held over it, it says what would happen. */
export function DropOverlay() {
  const { t } = useTranslation();
  const { route } = useHearth();
  const { drop } = useAddFiles();
  const [over, setOver] = useState<"library" | "model" | null>(null);
  // Entering a child comes before leaving its parent: count both
  const depth = useRef(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const reset = () => {
      depth.current = 0;
      setOver(null);
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
    listen("dragenter", (event) => {
      depth.current += 1;
      setOver(placeOf(event));
    });
    listen("dragover", (event) => {
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(placeOf(event));
    });
    listen("dragleave", () => {
      depth.current -= 1;
      if (depth.current <= 0) reset();
    });
    listen("drop", (event) => {
      reset();
      if (event.dataTransfer === null) return;
      if (placeOf(event) === "model") return;
      void drop(event.dataTransfer);
      if (route.getState().route.page !== "new")
        route.getState().go({ page: "library" });
    });
    return () => controller.abort();
  }, [drop, route]);
  if (over === null) return null;
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
        <p className="text-xl font-semibold">
          {t(over === "model" ? "models.dropTitle" : "library.dropTitle")}
        </p>
        <p className="text-quiet">
          {t(over === "model" ? "models.addHint" : "library.dropHint")}
        </p>
      </div>
    </div>
  );
}
