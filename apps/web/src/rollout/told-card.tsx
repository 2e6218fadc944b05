'use client';
import { useQuery } from '@tanstack/react-query';
import {
  Card,
  Disclosure,
  Distribution,
  SegmentBar,
  SegmentLegend,
  Skeleton,
  Table,
  TableHead,
  Td,
  Th,
  Tr,
} from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { type MemberPlace, noticeHref } from './member-params';
import { answerSegments, NOTICE_ANSWERS, NOTICE_STEPS } from './notice-stands';
import { NudgeButton } from './nudge-button';
import { OverrideNoticeButton } from './override-notice-button';
import type { NoticeCounts, NoticeFunnel, NoticeStand, WaveView } from './shapes';

const numeral = (value: number) => value.toLocaleString('en-GB');

function Count(props: { place: MemberPlace; stand: NoticeStand; value: number }) {
  const { place, stand, value } = props;
  if (value === 0) return <span className="tnum text-faint">0</span>;
  return (
    <Link
      href={noticeHref(place, stand)}
      scroll={false}
      className="tnum inline-flex min-h-6 items-center rounded-sm font-medium hover:underline"
    >
      {numeral(value)}
    </Link>
  );
}

/** How many of all machines each step reached. */
function Steps({ rolloutId, counts }: { rolloutId: string; counts: NoticeCounts }) {
  return (
    <ol
      aria-label="How far the notice came"
      className="grid grid-cols-[auto_minmax(4rem,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm"
    >
      {NOTICE_STEPS.map(({ key, stand, word }) => (
        <li key={key} className="col-span-3 grid grid-cols-subgrid items-center">
          <span className="text-muted">{word}</span>
          <Distribution
            shares={[
              { key, tone: 'accent', value: counts[key] },
              { key: 'rest', tone: 'idle', value: counts.planned - counts[key] },
            ]}
          />
          <span className="text-right">
            <Count place={{ rolloutId, wave: null }} stand={stand} value={counts[key]} />
            <span className="tnum text-xs text-muted"> of {numeral(counts.planned)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Answers({ rolloutId, counts }: { rolloutId: string; counts: NoticeCounts }) {
  const segments = answerSegments(counts);
  return (
    <div className="flex flex-col gap-1.5">
      <SegmentBar segments={segments} />
      <SegmentLegend
        label="What became of the notice"
        segments={segments}
        linkOf={(key) => (
          <Link href={noticeHref({ rolloutId, wave: null }, key as NoticeStand)} scroll={false} />
        )}
      />
    </div>
  );
}

function WaveRow(props: { place: MemberPlace; name: string; counts: NoticeCounts }) {
  const { place, name, counts } = props;
  return (
    <Tr>
      <Th scope="row" className="text-left">
        {name}
      </Th>
      {NOTICE_STEPS.map(({ key, stand }) => (
        <Td key={key}>
          <Count place={place} stand={stand} value={counts[key]} />
        </Td>
      ))}
      {NOTICE_ANSWERS.map(({ key, stand }) => (
        <Td key={key}>
          <Count place={place} stand={stand} value={counts.answers[key]} />
        </Td>
      ))}
    </Tr>
  );
}

function ByWave(props: { rolloutId: string; funnel: NoticeFunnel; waves: readonly WaveView[] }) {
  const { rolloutId, funnel, waves } = props;
  return (
    <Disclosure summary="As a table, by wave">
      <Table label="Notices by wave">
        <TableHead>
          <tr>
            <Th>Wave</Th>
            {[...NOTICE_STEPS, ...NOTICE_ANSWERS].map(({ stand, word }) => (
              <Th key={stand}>{word}</Th>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {waves.map(({ number, name }) => (
            <WaveRow
              key={number}
              place={{ rolloutId, wave: number }}
              name={name}
              counts={funnel.waves[number]!}
            />
          ))}
          <WaveRow place={{ rolloutId, wave: null }} name="All" counts={funnel.total} />
        </tbody>
      </Table>
    </Disclosure>
  );
}

/** Who was told, and what they said: counted from receipts, never from what was sent. Every number is its machines. */
export function ToldCard(props: {
  rolloutId: string;
  waves: readonly WaveView[];
  mayNudge: boolean;
  mayOverride: boolean;
}) {
  const { rolloutId, waves, mayNudge, mayOverride } = props;
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.rollouts.notices.queryOptions({ id: rolloutId }));
  return (
    <Card title="Who was told">
      {error && !data ? (
        <FaultState title="The notices could not be counted" error={error} onRetry={() => refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-24" />
      ) : (
        <div className="flex flex-col gap-3">
          <Steps rolloutId={rolloutId} counts={data.total} />
          <Answers rolloutId={rolloutId} counts={data.total} />
          <p className="flex flex-wrap gap-2 empty:hidden">
            {mayNudge ? <NudgeButton rolloutId={rolloutId} target={{}} about="the whole rollout" /> : null}
            {mayOverride ? (
              <OverrideNoticeButton rolloutId={rolloutId} target={{}} about="every machine that waits" />
            ) : null}
          </p>
          <ByWave rolloutId={rolloutId} funnel={data} waves={waves} />
        </div>
      )}
    </Card>
  );
}
