import { type Tone, toneFill } from '../tone';

export interface Share {
  key: string;
  tone: Tone;
  value: number;
}

/** Room that a share takes at least, in hundredths of the bar. */
const LEAST = 1.5;
const GAP = 0.4;

interface Piece extends Share {
  from: number;
  width: number;
}

/** Where each share lies on a bar of 100. */
function layOut(shares: readonly Share[]): Piece[] {
  const shown = shares.filter(({ value }) => value > 0);
  const sizes = shown.map(({ value }) => value);
  const total = sizes.reduce((sum, value) => sum + value, 0);
  const widths = sizes.map((value) => Math.max(LEAST, (100 * value) / total));
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return shown.map((share, index) => {
    const width = (widths[index] ?? 0) * scale;
    const piece = { ...share, from, width };
    from += width;
    return piece;
  });
}

/** Shares of a whole as one bar. Decoration: the numbers stand beside it as text. Zero shares take no room. */
export function Distribution({ shares }: { shares: readonly Share[] }) {
  const pieces = layOut(shares);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className="block h-1.5 w-full overflow-hidden rounded-full bg-idle-soft"
    >
      {pieces.map((piece, index) => (
        <rect
          key={piece.key}
          x={piece.from}
          width={index === pieces.length - 1 ? piece.width : Math.max(0, piece.width - GAP)}
          height={1}
          className={toneFill[piece.tone]}
        />
      ))}
    </svg>
  );
}
