import { useRef } from 'react';

/** What has the keyboard now. An item of a menu is gone soon; the button of its menu stays. */
function focusedNow(): HTMLElement | null {
  const focused = document.activeElement;
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const origin = button ? document.getElementById(button) : focused;
  return origin instanceof HTMLElement && origin !== document.body ? origin : null;
}

const FIELDS = 'input:not(:disabled, [hidden]), textarea:not(:disabled), select:not(:disabled)';

/**
 * For a modal without a trigger of its own: gives the keyboard to its first field, or else to the modal itself so that
 * it is read from its title on, and back to what had it before. Never to the button that closes it: a key pressed too
 * early would.
 */
export function useFocusOrigin(first: 'field' | 'title' = 'field') {
  const origin = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      origin.current = focusedNow();
      event.preventDefault();
      const modal = event.currentTarget as HTMLElement;
      const field = first === 'field' ? modal.querySelector<HTMLElement>(FIELDS) : null;
      (field ?? modal).focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      origin.current?.focus();
    },
  };
}
