/** How this program writes to where it is started. */
export interface OutputSettings {
  /** Colours and bold letters: on a terminal, unless NO_COLOR (no-color.org) is set. */
  colour: boolean;
  /** Columns to fill. */
  width: number;
}

const DEFAULT_WIDTH = 80;
const NARROWEST = 40;
/** Longer lines are hard to read out. */
const WIDEST = 100;

export function readOutputSettings(): OutputSettings {
  const { isTTY, columns } = process.stdout;
  const noColour = (process.env.NO_COLOR ?? '') !== '';
  return {
    colour: isTTY === true && !noColour,
    width: isTTY === true ? Math.max(NARROWEST, Math.min(columns ?? DEFAULT_WIDTH, WIDEST)) : DEFAULT_WIDTH,
  };
}
