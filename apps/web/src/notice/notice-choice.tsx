'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, Field, Select } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { NoticePolicy } from '@/change/notice';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { ChannelPreviews } from './channel-previews';
import { languageName } from './notice-content';
import { isUsable } from './usable-notice';
import { useFirstAsk } from './use-first-ask';

/** Which words users read: a notice of the rollout's scope, or none of them. */
export function NoticeChoice(props: {
  /** null: not known yet; the server then refuses a notice of another one. */
  scopeId: string | null;
  value: string | null;
  /** What is said where no notice is chosen. */
  otherwise: string;
  /** When its newest version is taken: "when the plan is submitted". */
  pinned: string;
  onChange(id: string | null): void;
}) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.notices.list.queryOptions());
  const rows = (data?.rows ?? []).filter((row) => isUsable(row, props));
  return (
    <Field
      label="Words"
      hint={
        <>
          A notice is pinned with its newest version {props.pinned}.{' '}
          <Link href="/notices" className="underline underline-offset-2 hover:text-ink">
            All notices
          </Link>
        </>
      }
    >
      {(control) => (
        <Select
          {...control}
          value={props.value ?? ''}
          onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">{props.otherwise}</option>
          {rows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What the chosen notice says now. `latestStart` as in `useFirstAsk`. */
export function ChosenNotice(props: { id: string; policy: NoticePolicy; latestStart: number | null }) {
  const { id, policy, latestStart } = props;
  const trpc = useTRPC();
  const ask = useFirstAsk(policy, latestStart);
  const notice = useQuery(trpc.notices.get.queryOptions({ id }));
  if (notice.error && !notice.data)
    return (
      <FaultState
        title="The notice could not be read"
        error={notice.error}
        onRetry={() => notice.refetch()}
      />
    );
  const [words] = notice.data?.texts ?? [];
  if (notice.data === undefined || words === undefined) return null;
  const { name, languages, newest } = notice.data;
  return (
    <Card
      title={
        <Link href={`/notices/${id}`} className="underline-offset-2 hover:underline">
          {name}
        </Link>
      }
      aside={newest === null ? null : `Version ${newest.number}`}
    >
      <p className="mb-3 text-sm text-muted">{languages.map(languageName).join(', ')}</p>
      <ChannelPreviews words={words} given={ask} />
    </Card>
  );
}
