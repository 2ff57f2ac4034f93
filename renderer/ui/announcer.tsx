/** Says each line to a screen reader once, when it is added and the reader is idle; shows nothing. */
export function Announcer({
  lines,
}: {
  lines: readonly { key: number; text: string }[];
}) {
  return (
    <div
      className="sr-only"
      role="log"
      aria-live="polite"
      aria-atomic="false"
      aria-relevant="additions"
      data-announcer
    >
      {lines.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
