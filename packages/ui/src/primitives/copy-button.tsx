'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** Puts `text` on the clipboard and says that it did; works without a secure context too. */
export function CopyButton(
  props: Omit<ButtonProps, 'onClick'> & { text: string; what: string; words?: boolean },
) {
  const { text, what, words, ...rest } = props;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1800);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={words ? 'secondary' : 'ghost'}
      size={words ? 'md' : 'icon-sm'}
      {...rest}
      {...(words ? {} : { 'aria-label': copied ? `Copied ${what}` : `Copy ${what}`, title: `Copy ${what}` })}
      onClick={() => copyText(text).then(() => setCopied(true))}
    >
      <Icon aria-hidden className={copied ? 'text-ok' : undefined} />
      {words ? (copied ? 'Copied' : `Copy ${what}`) : null}
      <span role="status" className="sr-only">
        {copied ? `Copied ${what}` : ''}
      </span>
    </Button>
  );
}
