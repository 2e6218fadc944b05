'use client';
import { Disclosure } from '@teredo-fleet/ui';
import { useRef, useState } from 'react';
import { ChosenNotice, NoticeChoice } from '@/notice/notice-choice';
import { type NoticeDocument, type NoticePolicy, noticeToSend, noticeWords, usualPolicy } from './notice';
import { NoticeForm } from './notice-form';

/** The product's own words for earlier settings that come back. */
const STANDARD = 'standard-restore';

interface Told {
  policy: NoticePolicy;
  document: NoticeDocument;
}

const USUAL: Told = { policy: usualPolicy('inform'), document: null };

/** What is chosen, in a few words, so that nobody has to open it to know. */
function summaryOf({ policy: { kind }, document }: Told): string {
  if (kind === 'none') return 'Nobody is told';
  const words = document === null ? 'in standard words' : 'in the words of a notice';
  const usual = kind === 'inform' && document === null ? ', as usual' : '';
  return `Notice: ${noticeWords(kind)} ${words}${usual}`;
}

function RestoreNotice(props: { scopeId: string; told: Told; onChange(told: Told): void }) {
  const { scopeId, told, onChange } = props;
  const { policy, document } = told;
  return (
    <Disclosure summary={summaryOf(told)}>
      <NoticeForm
        draft={{ policy, text: null }}
        standard={[]}
        hostname="a machine"
        latestStart={null}
        origin={
          <NoticeChoice
            scopeId={scopeId}
            value={document}
            otherwise="Standard texts"
            pinned="when it is sent"
            onChange={(id) => onChange({ policy, document: id })}
          />
        }
        document={<ChosenNotice id={document ?? STANDARD} policy={policy} latestStart={null} />}
        onChange={(draft) => onChange({ policy: draft.policy, document })}
      />
    </Disclosure>
  );
}

/**
 * How users are told that earlier settings come back; informed in standard words unless somebody chooses otherwise: of the
 * notices of the scope whose machines are changed.
 */
export function useRestoreNotice(scopeId: string) {
  const [told, setTold] = useState(USUAL);
  const newest = useRef(told);
  newest.current = told;
  return {
    field: <RestoreNotice scopeId={scopeId} told={told} onChange={setTold} />,
    /** What is chosen at the moment of the call. */
    chosen() {
      const { policy, document } = newest.current;
      return noticeToSend({ policy, text: null }, document);
    },
  };
}
