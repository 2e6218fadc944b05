/** The mark: a tunnel bored through a wall. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect x="1" y="1" width="22" height="22" rx="6" fill="var(--accent)" />
      <path d="M12 4.5v4M12 15.5v4" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" />
      <path
        d="M4.5 12h15"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray="2.5 3.1"
      />
    </svg>
  );
}
