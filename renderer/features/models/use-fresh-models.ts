import { useEffect } from "react";
import { useHearth } from "../../client/hearth.ts";

/** Looks into the models folder when the page opens and when the person comes back to it: files are put in by hand. */
export function useFreshModels(): void {
  const { models, messages } = useHearth();
  useEffect(() => {
    const look = () => {
      void messages.getState().attempt(() => models.getState().load());
    };
    look();
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [models, messages]);
}
