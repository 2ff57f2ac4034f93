import { useEffect, useState } from "react";

/** Says each new text to a screen reader when it is idle; shows nothing. */
export function Announcer({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  // A live region speaks only about changes after it is there
  useEffect(() => setSaid(text), [text]);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  );
}
