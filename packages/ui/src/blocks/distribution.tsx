import { type Tone, toneFill } from '../tone';
import { layOutShares } from './lay-out-shares';

export interface Share {
  key: string;
  tone: Tone;
  value: number;
}

const GAP = 0.4;

/** Shares of a whole as one bar. Decoration: the numbers stand beside it as text. Zero shares take no room. */
export function Distribution({ shares }: { shares: readonly Share[] }) {
  const pieces = layOutShares(shares);
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
