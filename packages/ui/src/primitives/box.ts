/** How a box looks in which something is typed or chosen. */
export const box =
  'w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm text-ink placeholder:text-faint hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-sunken disabled:opacity-60 aria-invalid:border-bad';
