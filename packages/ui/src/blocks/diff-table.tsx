import { ArrowRight } from 'lucide-react';

export interface DiffLine {
  fact: string;
  before: string;
  after: string;
}

/** Facts before and after; what goes away is struck out, what comes is marked, in words too. */
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
            <th scope="col" className="h-7 w-[30%] px-2 sm:px-3 font-medium">
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
              <th scope="row" className="px-2 sm:px-3 py-1.5 font-normal wrap-anywhere text-muted">
                {line.fact}
              </th>
              <td className="px-2 sm:px-3 py-1.5 wrap-anywhere">
                <del className="text-bad decoration-1">{line.before}</del>
              </td>
              <td className="px-2 sm:px-3 py-1.5 wrap-anywhere">
                <ins className="inline-flex items-baseline gap-1.5 font-medium text-ok no-underline">
                  <ArrowRight aria-hidden className="hidden size-3 shrink-0 self-center sm:block" />
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
