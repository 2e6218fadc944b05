/** How a state is coloured. Colour is never alone: every tone is shown with an icon and a word. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle' | 'accent';

/** Text colour of a tone. */
export const toneText: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  idle: 'text-idle',
  accent: 'text-accent',
};

/** Soft background with readable text of a tone. */
export const toneSoft: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  idle: 'bg-idle-soft text-idle',
  accent: 'bg-accent-soft text-accent',
};

/** Solid ground of a tone, for the samples of a legend. */
export const toneGround: Record<Tone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  idle: 'bg-line-strong',
  accent: 'bg-accent',
};

/** Solid fill of a tone, for bars; the words beside it carry the meaning. */
export const toneFill: Record<Tone, string> = {
  ok: 'fill-ok',
  warn: 'fill-warn',
  bad: 'fill-bad',
  info: 'fill-info',
  idle: 'fill-line-strong',
  accent: 'fill-accent',
};
