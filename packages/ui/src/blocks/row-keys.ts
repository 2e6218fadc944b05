'use client';
import { type RefObject, useEffect } from 'react';

const OWN_KEYS =
  'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="tablist"]';

function step(root: HTMLElement, direction: 1 | -1): void {
  const links = [...root.querySelectorAll<HTMLElement>('[data-row-link]')];
  if (links.length === 0) return;
  const current = links.findIndex((link) =>
    (link.closest('[data-row]') ?? link).contains(document.activeElement),
  );
  const next = current === -1 ? (direction === 1 ? 0 : links.length - 1) : current + direction;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

/** j and k, and inside the list the arrow keys, move between the rows' links; Enter follows the one in focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const root = list.current;
      const target = event.target as HTMLElement;
      if (!root || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest(OWN_KEYS) || document.querySelector('[role="dialog"]')) return;
      const inside = root.contains(target);
      const down = event.key === 'j' || (inside && event.key === 'ArrowDown');
      const up = event.key === 'k' || (inside && event.key === 'ArrowUp');
      if (!down && !up) return;
      event.preventDefault();
      step(root, down ? 1 : -1);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}
