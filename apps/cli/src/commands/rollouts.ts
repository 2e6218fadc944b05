import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { answerOf, type Schemas } from '../api/fleet-client';
import { InputError } from '../input-error';
import { EXIT, print } from '../output';
import { pairsText, tableText } from '../print/table';
import { findMachineId } from './find-machine-id';
import { clientOf, type FleetOptions, printAnswer, readWhole, withConnection } from './fleet-command';

interface ListOptions extends FleetOptions {
  limit: number;
  cursor?: string;
}

const countsText = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');

/** Each machine once, however often it was tried; a change of one machine has its job alone. */
const standing = ({ counts, jobStates }: Schemas['RolloutRow']): string => countsText(counts ?? jobStates);

async function list(options: ListOptions): Promise<void> {
  const { limit, cursor } = options;
  const client = await clientOf(options);
  const page = answerOf(await client.GET('/rollouts', { params: { query: { limit, cursor } } }));
  printAnswer(page, options, ({ rows, nextCursor }) => {
    const table = tableText(
      ['ID', 'STATE', 'MADE', 'AUTHOR', 'MACHINES', 'NAME'],
      rows.map((row) => [row.id, row.state, row.createdAt, row.author, standing(row) || null, row.name]),
    );
    return nextCursor === null ? table : `${table}\nNext page: --cursor ${nextCursor}`;
  });
}

type Planned = NonNullable<Schemas['RolloutView']['planned']>;

/** Which counts are told of many machines at once; the list of them says the rest. */
const COUNTED = ['good', 'bad', 'acknowledged', 'waiting', 'begun', 'late', 'excluded', 'blocked'] as const;

const told = (counts: Planned['totals']): string =>
  countsText(Object.fromEntries(COUNTED.map((name) => [name, counts[name]]))) || 'none';

function wavesText({ waves }: Planned): string {
  return tableText(
    ['WAVE', 'NAME', 'OPENED', 'MACHINES', 'OF THEM'],
    waves.map(({ number, name, openedAt, counts }) => [
      String(number),
      name,
      openedAt,
      String(counts.planned),
      told(counts),
    ]),
  );
}

const progressPairs = ({ totals, holds, eta, endsAt }: Planned): [string, string | null][] => [
  ['machines', `${totals.planned}, of them ${told(totals)}`],
  ['waits for', holds.map(({ text }) => text).join(' ') || null],
  ['done at', eta.at === null ? eta.basis : `${eta.at}: ${eta.basis}`],
  ['ends at', endsAt],
];

function viewText(view: Schemas['RolloutView']): string {
  const { planned } = view;
  const facts = pairsText([
    ['rollout', view.name],
    ['id', view.id],
    ['state', view.pauseReason === null ? view.state : `${view.state}: ${view.pauseReason}`],
    ['author', view.author.name],
    ['reason', view.reason],
    ['made', view.createdAt],
    ['started', view.startedAt],
    ['finished', view.finishedAt],
    ['plan', view.planHash],
    ...(planned === null ? [] : progressPairs(planned)),
  ]);
  if (planned !== null) return `${facts}\n\n${wavesText(planned)}`;
  if (view.jobs.length === 0) return facts;
  const jobs = tableText(
    ['MACHINE', 'STATE', 'DETAIL'],
    view.jobs.map(({ machine, state, detail }) => [machine.hostname, state, detail]),
  );
  return `${facts}\n\n${jobs}`;
}

async function show(id: string, options: FleetOptions): Promise<void> {
  const client = await clientOf(options);
  printAnswer(answerOf(await client.GET('/rollouts/{id}', { params: { path: { id } } })), options, viewText);
}

interface MembersOptions extends ListOptions {
  wave?: string;
  group?: NonNullable<Schemas['MemberRow']['group']>;
  search?: string;
}

async function members(id: string, options: MembersOptions): Promise<void> {
  const { wave, group, search, limit, cursor } = options;
  const query = {
    'filter.wave': wave === undefined ? undefined : wave === 'late' ? ('late' as const) : readWhole(wave),
    'filter.group': group,
    'filter.search': search,
    limit,
    cursor,
  };
  const client = await clientOf(options);
  const page = answerOf(await client.GET('/rollouts/{id}/members', { params: { path: { id }, query } }));
  printAnswer(page, options, ({ rows, total, nextCursor }) => {
    const table = tableText(
      ['MACHINE', 'WAVE', 'STATE', 'WHY IT IS NOT DONE', 'NEXT'],
      rows.map((row) => [
        row.machine.hostname,
        row.late ? 'late' : (row.wave?.toString() ?? null),
        row.state,
        row.why,
        row.nextAt === null ? row.next : `${row.next} (${row.nextAt})`,
      ]),
    );
    const more = nextCursor === null ? '' : `\nNext page: --cursor ${nextCursor}`;
    return `${table}\n${rows.length} of ${total}${more}`;
  });
}

interface ReasonOptions extends FleetOptions {
  reason: string;
  wave?: number;
}

const SAID = { pause: 'Paused.', abort: 'Ended for good.' } as const;

function change(verb: keyof typeof SAID) {
  return async (id: string, options: ReasonOptions): Promise<void> => {
    const client = await clientOf(options);
    const call = { params: { path: { id } }, body: { reason: options.reason } };
    printAnswer(answerOf(await client.POST(`/rollouts/{id}/${verb}`, call)), options, () => SAID[verb]);
  };
}

async function resume(id: string, options: ReasonOptions & { seenFailures?: number }): Promise<void> {
  const client = await clientOf(options);
  const { reason, seenFailures } = options;
  const call = { params: { path: { id } }, body: { reason, seenFailures } };
  printAnswer(answerOf(await client.POST('/rollouts/{id}/resume', call)), options, () => 'Goes on.');
}

async function promote(id: string, options: ReasonOptions & { wave: number }): Promise<void> {
  const client = await clientOf(options);
  const body = { reason: options.reason, wave: options.wave };
  const done = answerOf(await client.POST('/rollouts/{id}/promote', { params: { path: { id } }, body }));
  printAnswer(done, options, () => 'Promoted.');
}

async function retry(id: string, options: ReasonOptions): Promise<void> {
  const client = await clientOf(options);
  const body = { reason: options.reason, wave: options.wave };
  const done = answerOf(await client.POST('/rollouts/{id}/retry', { params: { path: { id } }, body }));
  printAnswer(done, options, ({ machines }) => `${machines} machines are tried again.`);
}

interface RollBackOptions extends ReasonOptions {
  whole?: boolean;
  machine?: string;
  key?: string;
}

async function rollBack(id: string, options: RollBackOptions): Promise<void> {
  const { whole, wave, machine, reason, key } = options;
  if ([whole, wave, machine].filter((one) => one !== undefined).length !== 1)
    throw new InputError(
      'Say what to roll back: --whole, or --wave <number>, or --machine <machine>.',
      EXIT.usage,
    );
  const client = await clientOf(options);
  const what =
    machine !== undefined
      ? { kind: 'machine' as const, machineId: await findMachineId(client, machine) }
      : wave !== undefined
        ? { kind: 'wave' as const, wave }
        : { kind: 'whole' as const };
  const params = { path: { id }, header: { 'Idempotency-Key': key ?? randomUUID() } };
  const done = answerOf(await client.POST('/rollouts/{id}/roll-back', { params, body: { what, reason } }));
  printAnswer(done, options, ({ rolloutId }) => `Started: teredo-fleet rollouts show ${rolloutId}`);
}

interface ReportOptions extends FleetOptions {
  format: 'json' | 'csv';
  at?: string;
  timeZone?: string;
  later?: true;
  output?: string;
}

async function report(id: string, options: ReportOptions): Promise<void> {
  const client = await clientOf(options);
  const { format, at, timeZone, later } = options;
  const params = { path: { rolloutId: id }, query: { format, at, timeZone, later } };
  const text = answerOf(await client.GET('/rollouts/{rolloutId}/report', { params, parseAs: 'text' }));
  if (options.output === undefined) return print(String(text).trimEnd());
  await writeFile(options.output, String(text));
  print(`Written to ${options.output}.`);
}

export function addRollouts(program: Command): void {
  const rollouts = program.command('rollouts').description('rollouts of a server');
  const one = (name: string, description: string) =>
    withConnection(rollouts.command(name).description(description)).argument('<id>', 'id of the rollout');
  const changing = (name: string, description: string) =>
    one(name, description).requiredOption('--reason <text>', 'why; kept in the audit trail');
  withConnection(rollouts.command('list').description('rollouts, the newest first'))
    .option('--limit <number>', 'rows of a page, up to 200', readWhole, 50)
    .option('--cursor <text>', 'the next page, as the page before said')
    .action(list);
  one('show', 'all that is known of a rollout').action(show);
  one('members', 'machines of a rollout, each with why it is not done and what comes next')
    .option('--wave <number>', 'those of one wave, from 0, or late')
    .option('--group <group>', 'waiting, begun, good, bad, skipped, excluded or unknown')
    .option('--search <text>', 'part of the host name')
    .option('--limit <number>', 'rows of a page, up to 200', readWhole, 50)
    .option('--cursor <text>', 'the next page, as the page before said')
    .action(members);
  changing('pause', 'from now on no machine starts').action(change('pause'));
  changing('resume', 'let a paused rollout go on; its failures count as acknowledged')
    .option('--seen-failures <number>', 'refuse when more than these are not acknowledged', readWhole)
    .action(resume);
  changing('abort', 'end a rollout for good').action(change('abort'));
  changing('promote', 'give a wave the promotion that its gate asks for')
    .requiredOption('--wave <number>', 'number of the wave, from 0', readWhole)
    .action(promote);
  changing('retry', 'try failed machines again')
    .option('--wave <number>', 'those of one wave only, from 0', readWhole)
    .action(retry);
  changing('roll-back', 'give machines their earlier values back')
    .option('--whole', 'all that were changed')
    .option('--wave <number>', 'those of one wave, from 0', readWhole)
    .option('--machine <machine>', 'one machine, by host name or id')
    .option('--key <uuid>', 'key of this rollback: the same key twice is the same rollback')
    .action(rollBack);
  one('report', 'the report of a rollout')
    .addOption(new Option('--format <format>', 'json or csv').choices(['json', 'csv']).default('json'))
    .option(
      '--at <time>',
      'as it stood then: 2026-03-31T12:00:00+02:00, or 2026-03-31T12:00 with --time-zone',
    )
    .option('--time-zone <name>', 'whose clocks showed that time, such as Europe/Oslo')
    .option('--later', 'where those clocks showed it twice: the second of them')
    .option('--output <file>', 'where to write it; left out: standard output')
    .action(report);
}
