import type { OwnRuleDetail, OwnRuleInput } from '@/trpc/shapes';
import { faultOf } from './rule-text';

/** A rule as its form holds it. */
export interface RuleDraft {
  name: string;
  title: string;
  kind: OwnRuleInput['kind'];
  severity: OwnRuleInput['severity'];
  demand: string;
  remedy: string;
  /** Empty: it is for every machine. */
  appliesWhen: string;
  asks: string;
  /** Empty: every scope. */
  scopeId: string;
}

export const NEW_RULE: RuleDraft = {
  name: '',
  title: '',
  kind: 'compliance',
  severity: 'medium',
  demand: '',
  remedy: '',
  appliesWhen: '',
  asks: '',
  scopeId: '',
};

/** What to begin with, as it stands or changed. */
export const SAMPLES: readonly RuleDraft[] = [
  {
    ...NEW_RULE,
    name: 'kiosk-off',
    title: 'Teredo off on kiosks',
    severity: 'high',
    demand: 'On a machine that is labelled kiosk, Teredo is off and does not run.',
    remedy: 'Turn Teredo off on this machine.',
    appliesWhen: 'machine.labels contains "kiosk"',
    asks: 'configured.type = "disabled" and effective.state = "offline"',
  },
  {
    ...NEW_RULE,
    name: 'server-of-ours',
    title: 'Our own Teredo server',
    demand: 'A machine on which Teredo is on uses a server of ours.',
    remedy: 'Set the server by policy, or with a rollout.',
    appliesWhen: 'configured.type != "disabled"',
    asks: 'configured.serverName ends with ".example.net"',
  },
  {
    ...NEW_RULE,
    name: 'heard-of-lately',
    title: 'Heard of in the last week',
    kind: 'function',
    severity: 'low',
    demand: 'The machine told how it is within the last seven days.',
    remedy: 'See whether the machine is still in use, and whether its agent runs. Retire it if it is gone.',
    asks: 'machine.lookAge < 7 days',
  },
];

/** Whether somebody wrote something that is lost where another one is begun. */
export function isWritten(draft: RuleDraft): boolean {
  const text = JSON.stringify(draft);
  return [NEW_RULE, ...SAMPLES].every((begun) => JSON.stringify(begun) !== text);
}

export function draftOf({ own, ...rule }: OwnRuleDetail): RuleDraft {
  const { title, kind, severity, demand, remedy, id } = rule;
  return {
    name: id.slice('own-'.length),
    title,
    kind,
    severity,
    demand,
    remedy,
    appliesWhen: own.appliesWhen ?? '',
    asks: own.asks,
    scopeId: own.scope?.id ?? '',
  };
}

/** A short name made of a title: lower case letters, digits and single hyphens. */
export function nameOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** The expressions as they are sent. */
export function textsOf({ appliesWhen, asks, scopeId }: RuleDraft) {
  return {
    appliesWhen: appliesWhen.trim() === '' ? null : appliesWhen,
    asks,
    scopeId: scopeId === '' ? null : scopeId,
  };
}

/** Whether both expressions can be read. */
export function isReadable({ appliesWhen, asks }: RuleDraft): boolean {
  return faultOf(asks) === null && (appliesWhen.trim() === '' || faultOf(appliesWhen) === null);
}
