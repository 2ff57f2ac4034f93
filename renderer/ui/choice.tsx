import { ToggleGroup } from "radix-ui";

/** A few names side by side, one of them chosen. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; name: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      className="flex rounded-control border border-strong bg-sunk p-0.5"
      onValueChange={(next) => {
        const option = options.find((other) => other.value === next);
        if (option !== undefined) onChange(option.value);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-7 rounded-md px-3 text-[calc(13px*var(--text-scale))] text-quiet data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)] forced-colors:data-[state=on]:outline-2"
        >
          {option.name}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
