import { useEffect } from 'react';

const QUESTION = 'What you wrote is not saved. Leave the page all the same?';

/** The place that a plain click on a link of this window leads to; null for any other click. */
function placeOf(event: MouseEvent): string | null {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!isPlain || !(link instanceof HTMLAnchorElement)) return null;
  if (link.hasAttribute('download') || (link.target !== '' && link.target !== '_self')) return null;
  const { origin, pathname } = window.location;
  return link.origin === origin && link.pathname === pathname ? null : link.href;
}

/** Asks before a link, a reload or a closed tab takes away what was typed. The way back is the browser’s own. */
export function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the router’s own: a link that is not followed must not be begun.
    const onClick = (event: MouseEvent) => {
      if (placeOf(event) === null || window.confirm(QUESTION)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isUnsaved]);
}
