import { cn } from '../cn';
import { type Tone, toneFill } from '../tone';

export interface Share {
  key: string;
  tone: Tone;
  value: number;
}

/** Shares of a whole as one bar. Decoration: the numbers stand beside it as text. Zero shares take no room. */
export function Distribution({ shares }: { shares: readonly Share[] }) {
  const total = shares.reduce((sum, share) => sum + share.value, 0);
  return (
    <div aria-hidden className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-idle-soft">
      {shares.map((share) =>
        share.value > 0 ? (
          <span
            key={share.key}
            className={cn('min-w-1', toneFill[share.tone])}
            style={{ width: `${(100 * share.value) / total}%` }}
          />
        ) : null,
      )}
    </div>
  );
}
