'use client';
import { Button, Callout, Checkbox, ChoiceCards, Disclosure, Field, Input, Textarea } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { shownBody } from '@/notice/notice-rules';
import { useFirstAsk } from '@/notice/use-first-ask';
import {
  NOTICE_KINDS,
  type NoticeDraft,
  type NoticePolicy,
  type NoticeText,
  UNTOLD,
  usualPolicy,
} from './notice';

/** The notice as a user sees it on their desktop. */
function NoticePreview(props: {
  policy: NoticePolicy;
  text: NoticeText;
  hostname: string;
  latestStart: number | null;
}) {
  const { policy, text } = props;
  const ask = useFirstAsk(policy, props.latestStart);
  return (
    <figure className="rounded-md border bg-sunken p-3">
      <figcaption className="mb-2 text-xs text-muted">
        As a user of {props.hostname} sees it; the address in the link is a sample
      </figcaption>
      <div className="rounded-md border bg-raised p-3 text-sm shadow-raised">
        <p className="font-semibold break-words">{text.title || 'No title'}</p>
        <p className="mt-1 whitespace-pre-wrap wrap-anywhere text-muted">{shownBody(text, ask)}</p>
        <p className="mt-3 flex flex-wrap justify-end gap-1.5 text-xs" aria-hidden>
          {policy.mayRefuse ? <span className="rounded-sm border px-2 py-0.5">Refuse</span> : null}
          {ask.offers.defer ? <span className="rounded-sm border px-2 py-0.5">Later</span> : null}
          <span className="rounded-sm border border-accent px-2 py-0.5 text-accent">OK</span>
        </p>
      </div>
    </figure>
  );
}

function minutes(seconds: number): number {
  return Math.round(seconds / 60);
}

function PolicyFields({ policy, onChange }: { policy: NoticePolicy; onChange(policy: NoticePolicy): void }) {
  const set = (part: Partial<NoticePolicy>) => onChange({ ...policy, ...part });
  const number = (value: string, max: number) => Math.min(Math.max(Number.parseInt(value, 10) || 0, 0), max);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Minimum notice, minutes" hint="From when the user first sees it to the start.">
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            max={10_080}
            value={minutes(policy.minimumNoticeSeconds)}
            onChange={(event) => set({ minimumNoticeSeconds: number(event.target.value, 10_080) * 60 })}
          />
        )}
      </Field>
      {policy.kind === 'inform' ? null : (
        <Field
          label="Wait for an answer, minutes"
          hint="After that it is shown again. It does not start without one."
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={10_080}
              value={minutes(policy.answerTimeoutSeconds)}
              onChange={(event) =>
                set({ answerTimeoutSeconds: Math.max(number(event.target.value, 10_080), 1) * 60 })
              }
            />
          )}
        </Field>
      )}
      {policy.kind === 'defer' ? (
        <Field label="How often it may be put off">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={100}
              value={policy.maxDeferrals}
              onChange={(event) => set({ maxDeferrals: number(event.target.value, 100) })}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-col gap-1.5 sm:col-span-2">
        {policy.kind === 'inform' ? null : (
          <Checkbox
            label="The user may refuse"
            checked={policy.mayRefuse}
            onChange={(event) => set({ mayRefuse: event.target.checked })}
          />
        )}
        <Checkbox
          label="Wait until somebody is logged on"
          hint="Otherwise it starts when nobody is there to be told, and the receipt says so."
          checked={policy.whenNobodyLoggedOn === 'wait'}
          onChange={(event) => set({ whenNobodyLoggedOn: event.target.checked ? 'wait' : 'start' })}
        />
      </div>
    </div>
  );
}

/** Who reads which words. */
function Readers(props: { own: boolean; standard: readonly NoticeText[]; onStandard(): void }) {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  if (!props.own) {
    const languages = props.standard.map(({ language }) => names.of(language)).join(', ');
    return (
      <p className="text-xs text-muted">
        Users read it in their own language, where it is one of {languages}.
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
      Every user reads these words, whatever their language.
      <Button size="sm" variant="ghost" onClick={props.onStandard}>
        Use the standard text
      </Button>
    </p>
  );
}

const NO_TEXT: NoticeText = { language: 'en', title: '', body: '' };

/** Words of this change alone, for readers of every language. */
function TextFields(props: {
  draft: NoticeDraft;
  standard: readonly NoticeText[];
  text: NoticeText;
  onChange(draft: NoticeDraft): void;
}) {
  const { draft, text, onChange } = props;
  const setText = (part: Partial<NoticeText>) => onChange({ ...draft, text: { ...text, ...part } });
  return (
    <>
      <Field label="Title">
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={text.title}
            onChange={(event) => setText({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Text">
        {(control) => (
          <Textarea
            {...control}
            rows={5}
            maxLength={2000}
            value={text.body}
            onChange={(event) => setText({ body: event.target.value })}
          />
        )}
      </Field>
      <Readers
        own={draft.text !== null}
        standard={props.standard}
        onStandard={() => onChange({ ...draft, text: null })}
      />
    </>
  );
}

/** Whether and how the people who use the machine are told, with what they will see. */
export function NoticeForm(props: {
  draft: NoticeDraft;
  /** What the server says where the operator writes nothing, by language; English first. */
  standard: readonly NoticeText[];
  hostname: string;
  /** From then on nothing starts; null: that is not known yet, or differs. */
  latestStart: number | null;
  /** Where else the words can come from. */
  origin?: ReactNode;
  /** Words that are written elsewhere, in place of the fields and the preview. */
  document?: ReactNode;
  onChange(draft: NoticeDraft): void;
}) {
  const { draft, standard, document = null, onChange } = props;
  const text = draft.text ?? standard[0] ?? NO_TEXT;
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards
        legend="How users are told"
        name="notice-kind"
        value={draft.policy.kind}
        choices={NOTICE_KINDS}
        columns={2}
        onChange={(kind) => onChange({ ...draft, policy: usualPolicy(kind) })}
      />
      {draft.policy.kind === 'none' ? (
        <Callout tone="warn" title="Nobody is told">
          {UNTOLD}
        </Callout>
      ) : (
        <>
          {props.origin}
          <Disclosure summary={document === null ? 'Text and timing' : 'Timing'}>
            <div className="flex flex-col gap-3">
              {document === null ? (
                <TextFields draft={draft} standard={standard} text={text} onChange={onChange} />
              ) : null}
              <PolicyFields policy={draft.policy} onChange={(policy) => onChange({ ...draft, policy })} />
            </div>
          </Disclosure>
          {document ?? (
            <NoticePreview
              policy={draft.policy}
              text={text}
              hostname={props.hostname}
              latestStart={props.latestStart}
            />
          )}
        </>
      )}
    </div>
  );
}
