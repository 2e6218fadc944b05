import { useRef } from 'react';

/** What has the keyboard now. An item of a menu is gone soon; the button of its menu stays. */
function focusedNow(): HTMLElement | null {
  const focused = document.activeElement;
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const origin = button ? document.getElementById(button) : focused;
  return origin instanceof HTMLElement && origin !== document.body ? origin : null;
}

/** For a modal without a trigger of its own: gives the keyboard back to what had it before the modal opened. */
export function useFocusOrigin() {
  const origin = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      origin.current = focusedNow();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      origin.current?.focus();
    },
  };
}
