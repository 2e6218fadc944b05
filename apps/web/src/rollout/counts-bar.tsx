import { SegmentBar, SegmentLegend } from '@teredo-fleet/ui';
import Link from 'next/link';
import { type MemberPlace, memberHref } from './member-params';
import { failureWords, type SegmentKey, segmentsOf, skippedWords } from './segments';
import type { WaveCounts } from './shapes';

/** Machines as a bar with its legend; every number leads to the machines behind it. */
export function CountsBar(props: {
  label: string;
  counts: WaveCounts;
  place: MemberPlace;
  /** What machines are called whose job came out as wished. */
  good: string;
  thin?: boolean;
}) {
  const { counts, place } = props;
  const segments = segmentsOf(counts, props.good);
  const details = [failureWords(counts), skippedWords(counts)].filter((words) => words !== null);
  return (
    <div className="flex flex-col gap-1.5">
      <SegmentBar segments={segments} thin={props.thin ?? false} />
      <SegmentLegend
        label={props.label}
        segments={segments}
        linkOf={(key) => <Link href={memberHref(place, key as SegmentKey)} scroll={false} />}
      />
      {details.length > 0 ? <p className="tnum text-xs text-muted">{details.join('. ')}.</p> : null}
    </div>
  );
}
