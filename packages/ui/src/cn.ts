import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({ extend: { classGroups: { 'font-size': [{ text: ['2xs'] }] } } });

/** Joins class names; a later Tailwind class wins over an earlier one of its group. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
