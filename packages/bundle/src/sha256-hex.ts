import { createHash } from 'node:crypto';

/** 64 hex digits, over the UTF-8 of a text. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
