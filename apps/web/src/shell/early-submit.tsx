'use client';
import { useEffect } from 'react';
import { useHydrated } from './hydration';

interface EarlySubmit {
  held: SubmitEvent | null;
  hold(event: SubmitEvent): void;
}

declare global {
  interface Window {
    earlySubmit?: EarlySubmit;
  }
}

/** Runs before anything of the page is live; a form that React has heard of is none that nobody prevented. */
const HOLD = `
  const early = { held: null, hold(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    early.held = event;
  } };
  window.earlySubmit = early;
  addEventListener('submit', early.hold);
`;

/**
 * A form that is sent before the page has become live is sent when it has. The browser would load the page anew
 * instead, and what was typed would be gone.
 */
export function EarlySubmit({ nonce }: { nonce: string | undefined }) {
  const hydrated = useHydrated();
  useEffect(() => {
    const early = window.earlySubmit;
    if (!hydrated || early === undefined) return;
    window.removeEventListener('submit', early.hold);
    delete window.earlySubmit;
    const { target, submitter } = early.held ?? {};
    // What was typed early is told first.
    if (target instanceof HTMLFormElement && target.isConnected)
      setTimeout(() => target.requestSubmit(submitter));
  }, [hydrated]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of our own, without anything from outside
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: HOLD }} />;
}
