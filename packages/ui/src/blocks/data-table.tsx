'use client';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import { cn } from '../cn';
import { Skeleton } from '../primitives/skeleton';
import { Table, TableHead, Td, Th, Tr } from '../primitives/table';
import { useRowKeys } from './row-keys';

export interface Column<Row> {
  key: string;
  title: ReactNode;
  /** Name to sort by; null: not sortable. */
  sort: string | null;
  /** Direction of the first press; `asc` when left out. */
  sortFirst?: 'asc' | 'desc';
  /** Classes of head and cells, such as `hidden lg:table-cell`. */
  className?: string;
  cell(row: Row): ReactNode;
}

export interface Sort {
  by: string;
  direction: 'asc' | 'desc';
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** null while the first answer is on its way. */
  rows: readonly Row[] | null;
  rowKey(row: Row): string;
  rowClassName?(row: Row): string | undefined;
  sort?: Sort | undefined;
  onSort?(sort: Sort): void;
  /** Dims the rows while newer ones are on their way. */
  refreshing?: boolean;
  skeletonRows?: number;
}

function nextDirection(first: Sort['direction'], now: Sort['direction'] | undefined): Sort['direction'] {
  if (now === undefined) return first;
  return now === 'asc' ? 'desc' : 'asc';
}

function SortHead(props: { column: Column<never>; sort: Sort | undefined; onSort(sort: Sort): void }) {
  const by = props.column.sort;
  const active = props.sort?.by === by;
  const direction = active ? props.sort?.direction : undefined;
  const Icon = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <Th
      className={props.column.className}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
    >
      <button
        type="button"
        className="target -mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink"
        onClick={() =>
          by && props.onSort({ by, direction: nextDirection(props.column.sortFirst ?? 'asc', direction) })
        }
      >
        {props.column.title}
        <Icon aria-hidden className={cn('size-3', !active && 'opacity-50')} />
      </button>
    </Th>
  );
}

function followRowLink(event: MouseEvent<HTMLTableRowElement>): void {
  // A dialog that a row has opened lies elsewhere in the page, and its clicks arrive here too.
  if (!event.currentTarget.contains(event.target as Node)) return;
  if ((event.target as HTMLElement).closest('a, button, input, label, summary, [tabindex]')) return;
  if (window.getSelection()?.toString()) return;
  const link = event.currentTarget.querySelector<HTMLElement>('[data-row-link]');
  if (event.metaKey || event.ctrlKey)
    window.open((link as HTMLAnchorElement | null)?.href, '_blank', 'noopener');
  else link?.click();
}

/** Rows under sortable heads. The cell with the row's link marks it `data-row-link`; keys and clicks follow it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const { columns, rows } = props;
  return (
    <Table label={props.label} aria-busy={rows === null}>
      <TableHead>
        <tr>
          {columns.map((column) =>
            column.sort && props.onSort ? (
              <SortHead
                key={column.key}
                column={column as Column<never>}
                sort={props.sort}
                onSort={props.onSort}
              />
            ) : (
              <Th key={column.key} className={column.className}>
                {column.title}
              </Th>
            ),
          )}
        </tr>
      </TableHead>
      <tbody ref={body} className={cn('transition-opacity', props.refreshing && 'opacity-60')}>
        {rows === null
          ? Array.from({ length: props.skeletonRows ?? 12 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
              <Tr key={index}>
                {columns.map((column, at) => (
                  <Td key={column.key} className={column.className}>
                    <Skeleton className={at === 0 ? 'w-40 max-w-full' : 'w-20 max-w-full'} />
                  </Td>
                ))}
              </Tr>
            ))
          : rows.map((row) => (
              <Tr
                key={props.rowKey(row)}
                data-row
                onClick={followRowLink}
                className={cn('cursor-default', props.rowClassName?.(row))}
              >
                {columns.map((column) => (
                  <Td key={column.key} className={column.className}>
                    {column.cell(row)}
                  </Td>
                ))}
              </Tr>
            ))}
      </tbody>
    </Table>
  );
}
