import type { AlertNews } from '@teredo-fleet/db';
import { iso } from '../core/instants';
import { machineCount } from '../core/machine-count';
import type { AlertKind } from './alert-kinds';
import { LOST_WITHIN_MS } from './thresholds';

/** What words are made from. */
export type SpokenOf = Pick<
  AlertNews,
  'subject' | 'scope' | 'name' | 'machines' | 'outOf' | 'before' | 'text' | 'openedAt'
> & { kind: AlertKind };

export interface AlertWords {
  /** A line by itself, with the subject and its number. */
  title: string;
  /** What happened, and what to do about it. */
  sentence: string;
  /** Where in the dashboard its subject is shown. */
  path: string;
}

const counted = (count: number | null): string => machineCount(count ?? 0);
const number = (count: number | null): string => (count ?? 0).toLocaleString('en-GB');

/** Machines in use of the alert's own scope: of another one nothing is counted in it. */
const machinesPath = ({ scope }: SpokenOf, filter: string): string =>
  `/machines?status=active&${filter}${scope === null ? '' : `&scope=${scope.id}`}`;

const rolloutDrift = (alert: SpokenOf): AlertWords => {
  const { machines, outOf } = alert;
  return {
    title: `Drift: ${counted(machines)} no longer as verified`,
    sentence: `Of ${number(outOf)} where a rollout turned Teredo on or off and read it back, ${number(machines)} ${machines === 1 ? 'has' : 'have'} it the other way now. Look who decides there, then roll out again.`,
    path: machinesPath(alert, 'drifted=true'),
  };
};

const lostAgents = (alert: SpokenOf): AlertWords => {
  const { machines, outOf, openedAt } = alert;
  const since = iso(new Date(Date.parse(openedAt) - LOST_WITHIN_MS));
  return {
    title: `Agents lost: ${counted(machines)} of ${number(outOf)} silent`,
    sentence:
      'They were heard of within an hour before, and not for five minutes or longer. Look at the network between them and the server.',
    path: machinesPath(alert, `silentSince=${since}`),
  };
};

const policyDrift = ({ subject, name, machines, outOf }: SpokenOf): AlertWords => ({
  title: `Drift: ${counted(machines)} otherwise than “${name}” wants`,
  sentence: `The policy is followed on ${counted(outOf)}. Its page says what is otherwise, and what becomes of it.`,
  path: `/policies/${subject}`,
});

const OF_KIND: Readonly<Record<AlertKind, (alert: SpokenOf) => AlertWords>> = {
  drift: (alert) => (alert.subject === '' ? rolloutDrift(alert) : policyDrift(alert)),
  'new-finding': ({ subject, name, machines, outOf, before }) => ({
    title: `New findings: ${name}: ${counted(machines)} more`,
    sentence: `The rule found something at ${number(before)} before and does at ${number(outOf)} now. Mend them, or waive them with a reason.`,
    path: `/findings/${encodeURIComponent(subject)}`,
  }),
  'rollout-paused': ({ subject, name, text }) => ({
    title: `Rollout paused: ${name}`,
    sentence: text ?? 'Nobody said why.',
    path: `/rollouts/${subject}`,
  }),
  'rollout-held': ({ subject, name, text }) => ({
    title: `Rollout waits for somebody: ${name}`,
    sentence: text ?? 'Its page says for what.',
    path: `/rollouts/${subject}`,
  }),
  'policy-held': ({ subject, name, text }) => ({
    title: `Policy waits for somebody: ${name}`,
    sentence: `${text ?? ''} Its page says where, and what to decide.`.trim(),
    path: `/policies/${subject}`,
  }),
  'chain-broken': ({ text }) => ({
    title: 'The audit chain is broken',
    sentence:
      `${text ?? ''} Keep the database as it is, and compare it with the heads that were published.`.trim(),
    path: '/audit/chain',
  }),
  'agents-lost': lostAgents,
  'token-expiring': ({ subject, name, text }) => ({
    title: `Token about to end: ${name}`,
    sentence: `${text ?? ''} Make another one before then, if it is still needed.`.trim(),
    path: subject.startsWith('api:') ? '/settings#api-tokens' : '/enrol',
  }),
  'certificate-expiring': ({ name, text }) => ({
    title: `Certificate about to end: ${name}`,
    sentence:
      `${text ?? ''} Renew the file that TEREDO_FLEET_TLS_CERT names; the server takes it without a restart.`.trim(),
    path: '/settings',
  }),
};

/** An alert in words, the same ones on the page, in mails and in webhooks. Where there are several scopes they name its own. */
export function alertWords(alert: SpokenOf, { manyScopes }: { manyScopes: boolean }): AlertWords {
  const words = OF_KIND[alert.kind](alert);
  if (alert.scope === null || !manyScopes) return words;
  return { ...words, title: `${words.title} (${alert.scope.name})` };
}

const BEGINS: Readonly<Record<AlertNews['what'], string>> = {
  open: '',
  back: 'Back: ',
  news: 'News: ',
  end: 'Ended: ',
};

/** A line that says what of an alert is told. */
export const headlineOf = (what: AlertNews['what'], { title }: Pick<AlertWords, 'title'>): string =>
  `${BEGINS[what]}${title}`;
