import { ArrowRight } from 'lucide-react';
import { cn } from '../cn';
import { type Tone, toneText } from '../tone';

export interface DiffLine {
  fact: string;
  before: string;
  after: string;
  /** How the new value is to be taken, where it is good or bad by itself; null: it is only another one. */
  tone: Tone | null;
}

/** Facts before and after; what goes away is struck out, what comes is marked. Being new makes no value a good one. */
export function DiffTable(props: {
  lines: readonly DiffLine[];
  label: string;
  before?: string;
  after?: string;
}) {
  return (
    <div className="overflow-hidden rounded-md border">
      <table aria-label={props.label} className="w-full table-fixed text-left text-sm">
        <thead className="border-b bg-sunken/60 text-xs text-muted">
          <tr>
            <th scope="col" className="h-7 w-[36%] px-2 sm:w-[30%] sm:px-3 font-medium">
              Fact
            </th>
            <th scope="col" className="h-7 px-2 sm:px-3 font-medium">
              {props.before ?? 'Now'}
            </th>
            <th scope="col" className="h-7 px-2 sm:px-3 font-medium">
              {props.after ?? 'After'}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.fact} className="border-b border-line/60 last:border-0">
              <th scope="row" className="px-2 sm:px-3 py-1.5 font-normal wrap-break-word text-muted">
                {line.fact}
              </th>
              <td className="px-2 sm:px-3 py-1.5 wrap-anywhere">
                <del className="text-muted decoration-1">{line.before}</del>
              </td>
              <td className="px-2 sm:px-3 py-1.5 wrap-anywhere">
                <ins
                  className={cn(
                    'inline-flex items-baseline gap-1.5 font-medium no-underline',
                    line.tone && toneText[line.tone],
                  )}
                >
                  <ArrowRight
                    aria-hidden
                    className="hidden size-3 shrink-0 self-center text-faint sm:block"
                  />
                  {line.after}
                </ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
