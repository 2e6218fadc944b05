'use client';
import { useEffect } from 'react';

/** What a person did to a page that was not live yet. */
interface EarlyPage {
  /**
   * Controls that were typed into, ticked or chosen in. What a browser restores of an earlier page is not among them. A tick counts from
   * its click on: React may make the page live at that, before the browser says that something changed.
   */
  touched: WeakSet<EventTarget>;
  /** The form that was sent, and by which button. */
  held: SubmitEvent | null;
  /** Ends the watch. */
  end(): void;
}

declare global {
  interface Window {
    earlyPage?: EarlyPage;
  }
}

/**
 * Runs before anything of the page is live. React prevents what a form of its own would do, before the window hears of
 * it: one that is not prevented it does not know yet. One that it has sent meanwhile is not sent a second time. Where a script does
 * not come, such as one of a build that was replaced, the page never becomes live: a form that was sent loads it anew, as without this.
 */
const WATCH = `{
  const touch = ({ type, target }) => {
    if (type !== 'click' || target.type === 'checkbox' || target.type === 'radio') early.touched.add(target);
  };
  const hold = (event) => {
    if (event.defaultPrevented) {
      if (early.held?.target === event.target) early.held = null;
      return;
    }
    event.preventDefault();
    early.held = event;
  };
  const fail = ({ target }) => {
    if (target.localName !== 'script') return;
    const { held } = early;
    early.end();
    if (held) location.reload();
  };
  const touches = ['click', 'input', 'change'];
  const early = { touched: new WeakSet(), held: null, end() {
    for (const type of touches) removeEventListener(type, touch, true);
    removeEventListener('submit', hold);
    removeEventListener('error', fail, true);
    delete window.earlyPage;
  } };
  window.earlyPage = early;
  for (const type of touches) addEventListener(type, touch, true);
  addEventListener('submit', hold);
  addEventListener('error', fail, true);
}`;

/**
 * Keeps what a person does before the page is live: what is typed is told to React by the controls themselves
 * (`useEarlyInput`), and a form that is sent is sent when the page has become live. The browser would load the page anew
 * instead, and what was typed would be gone. Stands above everything that can be typed into.
 */
export function EarlyPage(props: { nonce: string | undefined; live: boolean }) {
  const { live, nonce } = props;
  useEffect(() => {
    if (!live) return;
    // What was typed is told first.
    const timer = setTimeout(() => {
      const { target, submitter } = window.earlyPage?.held ?? {};
      window.earlyPage?.end();
      if (!(target instanceof HTMLFormElement && target.isConnected)) return;
      target.requestSubmit(submitter && [...target.elements].includes(submitter) ? submitter : null);
    });
    return () => clearTimeout(timer);
  }, [live]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of our own, without anything from outside
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: WATCH }} />;
}
