import { iso } from '../core/instants';
import { uuidV5 } from '../core/uuid-v5';
import { notKept } from '../past/kept-since';
import type { ShownVerdict } from '../views';
import type { FindingRow } from './finding-rows';
import { type FindingsFormat, type FindingsHead, type MachineRows, nothingTold } from './findings-as-text';
import type { KnownRule } from './known-rules';
import { oscalRisk } from './oscal-risk';
import { oscalLine, oscalProps } from './oscal-words';

const OSCAL_VERSION = '1.0.6';

const objectiveOf = ({ id }: Pick<KnownRule, 'id'>): string => `${id}_objective`;

/** Every rule is a control of its own, with one objective: what it asks. */
function objective(rule: KnownRule) {
  const { id, title, demand, appliesTo, remedy, source, kind, severity, version } = rule;
  return {
    'control-id': id,
    description: title,
    props: oscalProps({
      'rule-version': String(version),
      'rule-kind': kind,
      severity,
      'source-name': source.name,
      'source-item': source.item,
      'source-version': source.version,
    }),
    parts: [
      { id: objectiveOf(rule), name: 'assessment-objective', prose: demand },
      { name: 'guidance', prose: `For ${appliesTo}.` },
      { name: 'remediation', prose: remedy },
    ],
  };
}

const STATES: Record<ShownVerdict, 'satisfied' | 'not-satisfied' | null> = {
  pass: 'satisfied',
  finding: 'not-satisfied',
  waived: 'not-satisfied',
  // What is not known is neither: an observation says so, and no conclusion is drawn from it.
  unknown: null,
  'not-reviewed': null,
  'not-applicable': null,
};

const nameOf = ({ machine, rule, since }: FindingRow): [string, string, string] => [
  machine.id,
  `${rule.id}@${rule.version}`,
  since,
];

const subjectOf = ({ id, hostname }: MachineRows['machine']) => ({
  'subject-uuid': uuidV5('machine', id),
  type: 'inventory-item',
  title: hostname,
});

/** What a verdict rests on. The agent's own clock may be wrong: when the server was told is what counts as collected. */
function observation(row: FindingRow, collected: string) {
  const { rule, verdict, since, text, facts, factAt } = row;
  const evidence = facts.map(({ fact, value, source }) => ({
    description: `${fact} = ${value} (${source})`,
  }));
  return {
    uuid: uuidV5('observation', ...nameOf(row)),
    title: rule.title,
    description: text === '' ? 'The words of this verdict are not kept: the rule was changed since.' : text,
    props: oscalProps({
      'rule-id': rule.id,
      'rule-version': String(rule.version),
      verdict,
      since,
      'fact-read-at': factAt ?? '',
    }),
    methods: ['TEST'],
    types: ['control-objective'],
    subjects: [subjectOf(row.machine)],
    ...(evidence.length === 0 ? {} : { 'relevant-evidence': evidence }),
    collected,
  };
}

function finding(row: FindingRow, state: 'satisfied' | 'not-satisfied') {
  const { rule, verdict } = row;
  const reason = state === 'satisfied' ? 'pass' : verdict === 'waived' ? 'other' : 'fail';
  return {
    uuid: uuidV5('finding', ...nameOf(row)),
    title: rule.title,
    description: rule.demand,
    target: {
      type: 'objective-id',
      'target-id': objectiveOf(rule),
      title: rule.title,
      status: { state, reason },
    },
    'related-observations': [{ 'observation-uuid': uuidV5('observation', ...nameOf(row)) }],
    ...(state === 'satisfied' ? {} : { 'related-risks': [{ 'risk-uuid': uuidV5('risk', ...nameOf(row)) }] }),
  };
}

function reviewed(rules: readonly Pick<KnownRule, 'id'>[]) {
  return {
    'control-selections': [{ 'include-controls': rules.map(({ id }) => ({ 'control-id': id })) }],
    'control-objective-selections': [
      { 'include-objectives': rules.map((rule) => ({ 'objective-id': objectiveOf(rule) })) },
    ],
  };
}

const listed = <T>(name: string, all: readonly T[]) => (all.length === 0 ? {} : { [name]: all });

function inventoryItem({ id, hostname, labels, scope }: MachineRows['machine'], system: string | null) {
  return {
    uuid: uuidV5('machine', id),
    description: `The machine ${hostname}`,
    props: oscalProps({
      'asset-id': id,
      hostname,
      scope,
      labels: labels.join(' '),
      'os-name': system ?? '',
    }),
  };
}

/** Each machine is a result of its own: it is whole when it is written, however many follow. */
function resultOf({ machine, silent, rows, observedAt }: MachineRows, { at, madeAt, rules }: FindingsHead) {
  const collected = observedAt === null ? at : iso(observedAt);
  const concluded = rows.flatMap((row) => {
    const state = STATES[row.verdict];
    return state === null ? [] : [{ row, state }];
  });
  const open = concluded.filter(({ state }) => state === 'not-satisfied');
  return {
    uuid: uuidV5('result', machine.id, at),
    title: `Rules of Teredo for ${machine.hostname}`,
    description: silent
      ? nothingTold({ at, madeAt })
      : 'What named rules say of this machine, by the newest that it told.',
    start: collected < at ? collected : at,
    end: at,
    'local-definitions': { 'inventory-items': [inventoryItem(machine, rows[0]?.machine.system ?? null)] },
    'reviewed-controls': reviewed(silent || rows.length === 0 ? rules : rows.map(({ rule }) => rule)),
    ...listed(
      'observations',
      rows.map((row) => observation(row, collected)),
    ),
    ...listed(
      'risks',
      open.map(({ row }) =>
        oscalRisk(row, uuidV5('risk', ...nameOf(row)), uuidV5('observation', ...nameOf(row))),
      ),
    ),
    ...listed(
      'findings',
      concluded.map(({ row, state }) => finding(row, state)),
    ),
  };
}

const planOf = (at: string): string => uuidV5('no-plan', at);

function documentHead(head: FindingsHead) {
  const { at, madeAt, keptSince, generatedBy, filter, rules } = head;
  const remarks = notKept(head);
  const person = uuidV5('person', generatedBy);
  return {
    uuid: uuidV5('document', at, madeAt, generatedBy),
    metadata: {
      title: 'What the rules of Teredo Fleet say of machines',
      'last-modified': madeAt,
      version: at,
      'oscal-version': OSCAL_VERSION,
      props: oscalProps({ 'as-of': at, 'kept-since': keptSince ?? '', filter: JSON.stringify(filter) }),
      roles: [{ id: 'prepared-by', title: 'Who asked for this file' }],
      parties: [{ uuid: person, type: 'person', name: oscalLine(generatedBy) }],
      'responsible-parties': [{ 'role-id': 'prepared-by', 'party-uuids': [person] }],
      ...(remarks === null ? {} : { remarks }),
    },
    'import-ap': {
      href: `#${planOf(at)}`,
      remarks: 'There is no assessment plan: machines are judged whenever they tell something.',
    },
    'local-definitions': { 'objectives-and-methods': rules.map(objective) },
  };
}

function emptyResult({ at, rules }: FindingsHead) {
  return {
    uuid: uuidV5('no-result', at),
    title: 'No machine',
    description: 'No machine matches what this file was asked for.',
    start: at,
    end: at,
    'reviewed-controls': reviewed(rules),
  };
}

/** OSCAL assessment results, as NIST publishes their schema. */
export const oscal: FindingsFormat = {
  contentType: 'application/json; charset=utf-8',
  extension: 'oscal.json',
  head: (head) => `${JSON.stringify({ 'assessment-results': documentHead(head) }).slice(0, -2)},"results":[`,
  machines: (machines, head, isFirst) =>
    machines
      .map((one, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(resultOf(one, head))}`)
      .join(''),
  tail: (head, isEmpty) => {
    const resource = {
      uuid: planOf(head.at),
      title: 'No assessment plan',
      description: 'Machines are judged by the rules in this file whenever they tell something.',
    };
    const none = isEmpty ? JSON.stringify(emptyResult(head)) : '';
    return `${none}\n],"back-matter":${JSON.stringify({ resources: [resource] })}}}\n`;
  },
};
