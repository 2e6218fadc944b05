import type { ReactNode } from 'react';
import type { SettingsChange, SettingsView } from '@/trpc/shapes';

/** One setting as the form shows it. */
export interface Line {
  key: keyof SettingsChange & keyof SettingsView;
  label: string;
  hint: ReactNode;
  /** `days`: a whole number; empty is for ever. `choice`: one of `choices`. */
  kind: 'url' | 'text' | 'number' | 'days' | 'server' | 'choice';
  min?: number;
  /** What is kept, and its words. */
  choices?: readonly (readonly [value: string, words: string])[];
}

export const GROUPS: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'Addresses',
    lines: [
      { key: 'publicUrl', label: 'Dashboard address', hint: 'What people open.', kind: 'url' },
      {
        key: 'agentUrl',
        label: 'Agent address',
        hint: 'What machines connect to; part of every enrol command.',
        kind: 'url',
      },
    ],
  },
  {
    title: 'Notices',
    lines: [
      {
        key: 'organisationName',
        label: 'Name of the organisation',
        hint: 'What {organisation} stands for in a notice.',
        kind: 'text',
      },
      {
        key: 'usersNamedBy',
        label: 'Users in receipts',
        hint: 'And in names of sessions, of changes signed from now on; earlier ones stay. Only the machine can make its pseudonyms. When somebody logged on is still told.',
        kind: 'choice',
        choices: [
          ['account', 'by account name'],
          ['id', 'by SID, or uid on Linux'],
          ['pseudonym', 'by pseudonym'],
        ],
      },
    ],
  },
  {
    title: 'Measuring',
    lines: [
      {
        key: 'reachabilityPeer',
        label: 'Teredo peer to ping',
        hint: 'A Teredo address that answers pings. Empty: reachability can’t be told.',
        kind: 'text',
      },
      {
        key: 'probeServer',
        label: 'Teredo server for probes',
        hint: 'Where a machine has none of its own. Host name or IPv4 address.',
        kind: 'server',
      },
      {
        key: 'observeSeconds',
        label: 'Observe every, seconds',
        hint: 'Facts three periods old count as stale.',
        kind: 'number',
        min: 5,
      },
      {
        key: 'heartbeatSeconds',
        label: 'Heartbeat every, seconds',
        hint: 'How soon a lost machine shows as offline.',
        kind: 'number',
        min: 1,
      },
    ],
  },
  {
    title: 'Limits',
    lines: [
      {
        key: 'singleChangesPerOperatorAndDay',
        label: 'Single changes per operator and day',
        hint: 'Keeps a row of single changes from going round approval.',
        kind: 'number',
        min: 0,
      },
    ],
  },
  {
    title: 'Alerts',
    lines: [
      {
        key: 'alertSilentAtLeast',
        label: 'Silent machines, at least',
        hint: 'So many of one scope within an hour, and the share below, are an alert. Also where people turn machines off in the evening: then set both higher.',
        kind: 'number',
        min: 1,
      },
      {
        key: 'alertSilentPercent',
        label: 'Silent machines, percent',
        hint: 'Of the machines in use in the scope.',
        kind: 'number',
        min: 0,
      },
      {
        key: 'alertFindingsAtLeast',
        label: 'New findings, at least',
        hint: 'So many more than at the end of the day before, by rule and scope, and the share below, are an alert. Waived ones don’t count.',
        kind: 'number',
        min: 1,
      },
      {
        key: 'alertFindingsPercent',
        label: 'New findings, percent',
        hint: 'Of the findings that there were.',
        kind: 'number',
        min: 0,
      },
      {
        key: 'alertWaitHours',
        label: 'Hours that a rollout may wait',
        hint: 'For a promotion or an approval. A gate that nothing but a person moves on is told of at once.',
        kind: 'number',
        min: 1,
      },
      {
        key: 'alertExpiryDays',
        label: 'Days before an end',
        hint: 'Of tokens and of the server’s certificate. One made for less than twice that is not told of.',
        kind: 'number',
        min: 1,
      },
    ],
  },
  {
    title: 'Keep for days; empty keeps for ever',
    lines: [
      {
        key: 'auditEntriesKeptDays',
        label: 'Audit entries',
        hint: 'A signed stub takes the place of older ones, so that the chain still verifies. Thirty or more.',
        kind: 'days',
        min: 30,
      },
      {
        key: 'receiptsKeptDays',
        label: 'Receipts of notices',
        hint: 'Of changes that ended before. Reports made later lack them. Thirty or more.',
        kind: 'days',
        min: 30,
      },
      {
        key: 'jobOutputsKeptDays',
        label: 'Output of commands',
        hint: 'Of changes that ended before. Exit codes and what was read back stay. Thirty or more.',
        kind: 'days',
        min: 30,
      },
      {
        key: 'observationsKeptDays',
        label: 'Earlier observations',
        hint: 'What still held when that time begins stays, and the newest of each machine.',
        kind: 'days',
        min: 1,
      },
      {
        key: 'sessionsKeptDays',
        label: 'Ended sign-in sessions',
        hint: 'With the network address and browser that they came from.',
        kind: 'days',
        min: 1,
      },
      {
        key: 'alertsKeptDays',
        label: 'Ended alerts',
        hint: 'What was sent about them is kept for thirty days.',
        kind: 'days',
        min: 1,
      },
      {
        key: 'bundlesKeptDays',
        label: 'Evidence bundles',
        hint: 'From then on. Asked for again, one is made anew; never for ever, since they fill the server’s disk.',
        kind: 'number',
        min: 1,
      },
    ],
  },
];

const LINES = GROUPS.flatMap((group) => group.lines);

export type Draft = Record<string, string>;

/** The settings as text, as they stand in the boxes. */
export function draftOf(settings: SettingsView): Draft {
  return Object.fromEntries(LINES.map((line) => [line.key, String(settings[line.key] ?? '')]));
}

/** Only what differs is sent. */
export function changeOf(draft: Draft, settings: SettingsView): SettingsChange {
  const changed = LINES.filter((line) => draft[line.key] !== draftOf(settings)[line.key]);
  return Object.fromEntries(
    changed.map((line) => {
      const text = (draft[line.key] ?? '').trim();
      if (line.kind === 'number') return [line.key, Number(text)];
      if (line.kind === 'days') return [line.key, text === '' ? null : Number(text)];
      return [line.key, line.kind === 'url' || line.kind === 'choice' ? text : text || null];
    }),
  );
}
