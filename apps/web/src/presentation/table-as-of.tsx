import { AbsoluteTime, type Column, DataTable } from '@teredo-fleet/ui';
import { TrailPager } from './trail-pager';

/** One page of a list as a table, with when it was read and the ways to its other pages. */
export function TableAsOf<Row extends { id: string }>(props: {
  label: string;
  columns: readonly Column<Row>[];
  list: {
    data: { rows: readonly Row[]; at: string; nextCursor: string | null } | undefined;
    isPlaceholderData: boolean;
  };
  cursor: string | null;
  goTo(cursor: string | null): void;
}) {
  const { data, isPlaceholderData } = props.list;
  return (
    <div className="flex flex-col gap-2">
      <DataTable
        label={props.label}
        columns={props.columns}
        rows={data?.rows ?? null}
        rowKey={(row) => row.id}
        refreshing={isPlaceholderData}
        skeletonRows={6}
      />
      <TrailPager
        cursor={props.cursor}
        next={data?.nextCursor}
        goTo={props.goTo}
        summary={
          data ? (
            <>
              As of <AbsoluteTime at={data.at} />
            </>
          ) : null
        }
      />
    </div>
  );
}
