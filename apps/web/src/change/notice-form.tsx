'use client';
import { Checkbox, ChoiceCards, Disclosure, Field, Input, Textarea } from '@teredo-fleet/ui';
import { NOTICE_KINDS, type NoticePolicy, type NoticeText, usualPolicy } from './notice';

export interface NoticeDraft {
  policy: NoticePolicy;
  text: NoticeText;
}

/** The notice as a user sees it on their desktop. */
function NoticePreview({ draft, hostname }: { draft: NoticeDraft; hostname: string }) {
  const { policy, text } = draft;
  return (
    <figure className="rounded-md border bg-sunken p-3">
      <figcaption className="mb-2 text-xs text-muted">As a user of {hostname} sees it</figcaption>
      <div className="rounded-md border bg-raised p-3 text-sm shadow-raised">
        <p className="font-semibold break-words">{text.title || 'No title'}</p>
        <p className="mt-1 break-words whitespace-pre-wrap text-muted">{text.body}</p>
        <p className="mt-3 flex flex-wrap justify-end gap-1.5 text-xs" aria-hidden>
          {policy.mayRefuse ? <span className="rounded-sm border px-2 py-0.5">Refuse</span> : null}
          {policy.kind === 'defer' ? <span className="rounded-sm border px-2 py-0.5">Later</span> : null}
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
        <Field label="Wait for an answer, minutes" hint="After that it ends as timed out and does not start.">
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

/** Whether and how the people who use the machine are told, with what they will see. */
export function NoticeForm(props: {
  draft: NoticeDraft;
  hostname: string;
  onChange(draft: NoticeDraft): void;
}) {
  const { draft, onChange } = props;
  const setText = (part: Partial<NoticeText>) => onChange({ ...draft, text: { ...draft.text, ...part } });
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards
        legend="Notice"
        name="notice-kind"
        value={draft.policy.kind}
        choices={NOTICE_KINDS}
        columns={2}
        onChange={(kind) => onChange({ ...draft, policy: usualPolicy(kind) })}
      />
      {draft.policy.kind === 'none' ? null : (
        <>
          <Disclosure summary="Text and timing">
            <div className="flex flex-col gap-3">
              <Field label="Title">
                {(control) => (
                  <Input
                    {...control}
                    maxLength={120}
                    value={draft.text.title}
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
                    value={draft.text.body}
                    onChange={(event) => setText({ body: event.target.value })}
                  />
                )}
              </Field>
              <PolicyFields policy={draft.policy} onChange={(policy) => onChange({ ...draft, policy })} />
            </div>
          </Disclosure>
          <NoticePreview draft={draft} hostname={props.hostname} />
        </>
      )}
    </div>
  );
}
