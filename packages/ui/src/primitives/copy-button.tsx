'use client';
import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';

/** By what is selected beside `button`: a dialog takes the focus back from whatever lies outside of it. */
function copyBeside(button: HTMLElement, text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  button.after(area);
  try {
    area.select();
    return document.activeElement === area && document.execCommand('copy');
  } finally {
    area.remove();
    button.focus();
  }
}

/** Whether the text is on the clipboard now. Over http, but for loopback, browsers have no clipboard for pages to write to. */
async function copyText(button: HTMLElement, text: string): Promise<boolean> {
  try {
    if (!navigator.clipboard) return copyBeside(button, text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const SAID = { no: '', copied: 'Copied', failed: 'Not copied: select the text and copy it' } as const;

/** Puts `text` on the clipboard and says whether it did; works without a secure context too. */
export function CopyButton(
  props: Omit<ButtonProps, 'onClick'> & { text: string; what: string; words?: boolean },
) {
  const { text, what, words, ...rest } = props;
  const [done, setDone] = useState<keyof typeof SAID>('no');
  useEffect(() => {
    if (done === 'no') return;
    const timer = setTimeout(() => setDone('no'), done === 'copied' ? 1800 : 6000);
    return () => clearTimeout(timer);
  }, [done]);
  const copied = done === 'copied';
  const Icon = copied ? Check : done === 'failed' ? TriangleAlert : Copy;
  return (
    <Button
      variant={words ? 'secondary' : 'ghost'}
      size={words ? 'md' : 'icon-sm'}
      {...rest}
      {...(words
        ? {}
        : {
            'aria-label': copied ? `Copied ${what}` : `Copy ${what}`,
            title: done === 'failed' ? SAID.failed : `Copy ${what}`,
          })}
      onClick={({ currentTarget }) =>
        copyText(currentTarget, text).then((isThere) => setDone(isThere ? 'copied' : 'failed'))
      }
    >
      <Icon aria-hidden className={copied ? 'text-ok' : done === 'failed' ? 'text-bad' : undefined} />
      {words ? SAID[done] || `Copy ${what}` : null}
      <span role="status" className="sr-only">
        {copied ? `Copied ${what}` : SAID[done]}
      </span>
    </Button>
  );
}
