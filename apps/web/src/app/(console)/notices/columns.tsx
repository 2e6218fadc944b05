import { Badge, Button, type Column, Time } from '@teredo-fleet/ui';
import { Copy } from 'lucide-react';
import Link from 'next/link';
import { languageName } from '@/notice/notice-content';
import type { NoticeRow } from '@/trpc/shapes';

function Saved({ row }: { row: NoticeRow }) {
  if (row.newest === null) return <span className="text-faint">comes with the product, read-only</span>;
  return (
    <span className="whitespace-nowrap">
      <Time at={row.newest.savedAt} quiet />
      <span className="block text-xs text-muted">{row.newest.author}</span>
    </span>
  );
}

const languagesOf = (row: NoticeRow) => row.languages.map(languageName).join(', ');

function NameCell({ row }: { row: NoticeRow }) {
  return (
    <div className="min-w-0">
      <span className="flex min-w-0 flex-wrap items-center gap-1.5">
        <Link
          data-row-link
          href={`/notices/${row.id}`}
          className="target font-medium wrap-anywhere hover:underline hover:underline-offset-2"
        >
          {row.name}
        </Link>
        {row.archivedAt === null ? null : <Badge>Out of use</Badge>}
      </span>
      {row.standard ? <span className="block text-xs text-muted sm:hidden">Read-only</span> : null}
      <span className="block text-xs text-muted md:hidden">{languagesOf(row)}</span>
    </div>
  );
}

function CopyLink({ row }: { row: NoticeRow }) {
  return (
    <Button asChild size="sm" variant="ghost">
      <Link href={`/notices/new?from=${row.id}`}>
        <Copy aria-hidden /> <span className="max-sm:sr-only">Copy</span>
        <span className="sr-only"> {row.name}</span>
      </Link>
    </Button>
  );
}

export function noticeColumns({
  scopes,
  mayWrite,
}: {
  scopes: boolean;
  mayWrite: boolean;
}): Column<NoticeRow>[] {
  const columns: (Column<NoticeRow> | null)[] = [
    { key: 'name', title: 'Notice', sort: null, cell: (row) => <NameCell row={row} /> },
    {
      key: 'languages',
      title: 'Languages',
      sort: null,
      className: 'hidden md:table-cell',
      cell: (row) => <span className="text-sm text-muted">{languagesOf(row)}</span>,
    },
    scopes
      ? {
          key: 'scope',
          title: 'Scope',
          sort: null,
          className: 'hidden lg:table-cell',
          cell: (row) => row.scope?.name ?? 'every',
        }
      : null,
    {
      key: 'saved',
      title: 'Saved',
      sort: null,
      className: 'hidden sm:table-cell',
      cell: (row) => <Saved row={row} />,
    },
    mayWrite
      ? {
          key: 'copy',
          title: <span className="sr-only">Copy</span>,
          sort: null,
          className: 'text-right',
          cell: (row) => <CopyLink row={row} />,
        }
      : null,
  ];
  return columns.filter((column) => column !== null);
}
