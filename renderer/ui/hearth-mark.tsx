/** The mark of Hearth: a house with a fire in it. */
export function HearthMark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden>
      <rect width="20" height="20" rx="6" className="fill-accent" />
      <path
        d="M10 5.500c2.300 2 4 3.600 4 5.800a4 4 0 0 1-8 0c0-1.200.5-2.100 1.300-3.100.3.900.7 1.500 1.300 1.700-.1-1.600.3-3.100 1.400-4.400z"
        className="fill-on-accent"
      />
    </svg>
  );
}
