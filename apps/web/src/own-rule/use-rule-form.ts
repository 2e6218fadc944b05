import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { useRef, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { isWritten, nameOf, type RuleDraft, textsOf } from './rule-draft';
import { faultOf } from './rule-text';

type Field = 'appliesWhen' | 'asks';

/** A text with something written into it where the cursor stood, kept apart from words beside it. */
function written(text: string, input: HTMLTextAreaElement | null, name: string): [text: string, end: number] {
  const from = input?.selectionStart ?? text.length;
  const to = input?.selectionEnd ?? text.length;
  const before = text.slice(0, from);
  const after = text.slice(to);
  const put = `${before === '' || /[\s(]$/.test(before) ? '' : ' '}${name}${/^[\s),]/.test(after) || after === '' ? '' : ' '}`;
  return [before + put + after, before.length + put.length];
}

/** The state of the form of a rule. `revision`: of the rule that is changed; null: it is a new one. */
export function useRuleForm(
  begin: RuleDraft,
  edited: { id: string; revision: number } | null,
  onSaved: (id: string) => void,
) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(begin);
  const [named, setNamed] = useState(begin.name !== '');
  const [focused, setFocused] = useState<Field>('asks');
  const inputs = { appliesWhen: useRef<HTMLTextAreaElement>(null), asks: useRef<HTMLTextAreaElement>(null) };
  const save = useMutation(
    trpc.ownRules.save.mutationOptions({
      onSuccess: ({ id }) => onSaved(id),
      onSettled: () => {
        for (const path of [trpc.ownRules, trpc.findings, trpc.waivers])
          void queryClient.invalidateQueries(path.pathFilter());
      },
    }),
  );
  const set = <K extends keyof RuleDraft>(key: K, value: RuleDraft[K]) =>
    setDraft((before) => ({ ...before, [key]: value }));
  const setTitle = (title: string) =>
    setDraft((before) => ({ ...before, title, ...(named ? {} : { name: nameOf(title) }) }));
  const setName = (name: string) => {
    setNamed(true);
    set('name', name);
  };
  const beginWith = (sample: RuleDraft) => {
    setDraft(sample);
    if (isWritten(draft))
      toast('What was written here was replaced.', {
        duration: 15_000,
        action: { label: 'Take it back', onClick: () => setDraft(draft) },
      });
  };
  const putFact = (name: string) => {
    const input = inputs[focused].current;
    const [text, end] = written(draft[focused], input, name);
    set(focused, text);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(end, end);
    });
  };
  const submit = () => {
    if (save.isPending) return;
    const { name, title, kind, severity, demand, remedy } = draft;
    const which = edited === null ? { name } : edited;
    save.mutate({ ...which, title, kind, severity, demand, remedy, ...textsOf(draft) });
  };
  return {
    draft,
    begin: beginWith,
    set,
    setTitle,
    setName,
    focus: setFocused,
    inputs,
    putFact,
    submit,
    save,
    faults: readFault(save.error).fields as Readonly<Record<string, string>>,
    expressionFaults: {
      appliesWhen: draft.appliesWhen.trim() === '' ? null : faultOf(draft.appliesWhen),
      asks: draft.asks.trim() === '' ? null : faultOf(draft.asks),
    },
  };
}

export type RuleForm = ReturnType<typeof useRuleForm>;
