'use client';
import { setNonce } from 'get-nonce';

/**
 * Lets dialogs and menus add the style sheet that holds the page still behind them, where the page's policy asks for
 * a nonce. Stands above all of them.
 */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  if (typeof document !== 'undefined' && nonce) setNonce(nonce);
  return null;
}
