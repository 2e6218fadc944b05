import type { ReactNode } from 'react';
import { splitHiddenMarks } from '../split-hidden-marks';

/** A foreign text as it really is: hidden characters stand in it as their numbers, and none turns the line round. */
export function showHiddenMarks(text: string): ReactNode {
  const pieces = splitHiddenMarks(text);
  if (pieces.length === 1 && pieces[0]?.mark === null) return text;
  return (
    <span>
      {pieces.map((piece, index) =>
        piece.mark === null ? (
          piece.text
        ) : (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
            key={index}
            title="A character that is not seen"
            className="mx-px rounded-sm bg-warn-soft px-0.5 text-2xs text-warn"
          >
            {piece.mark}
          </mark>
        ),
      )}
    </span>
  );
}
