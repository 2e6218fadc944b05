import type { Tone } from '@teredo-fleet/ui';
import type { LucideIcon } from 'lucide-react';

/** How a state is said and shown: a word, an icon and a tone, never one of them alone. */
export interface Look {
  word: string;
  icon: LucideIcon;
  tone: Tone;
}
