import { randomUUID } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { answerOf, type FleetClient, type Schemas } from '../api/fleet-client';
import { print } from '../output';
import { pairsText, tableText } from '../print/table';
import { visibleText } from '../print/visible-text';
import { findMachineId } from './find-machine-id';
import {
  clientOf,
  collect,
  type FleetOptions,
  printAnswer,
  readWhole,
  withConnection,
} from './fleet-command';

interface ListOptions extends FleetOptions {
  search?: string;
  contact?: string[];
  label?: string[];
  status?: string[];
  severity?: string[];
  limit: number;
  cursor?: string;
}

const RELAYS = ['host-specific-relay', 'relay', 'server'];

/** A relay is named: qualified, it gives its machine no IPv6 internet. */
function stateText({ effectiveState, role }: Schemas['MachineRow']): string | null {
  return effectiveState !== null && role !== null && RELAYS.includes(role)
    ? `${effectiveState} (${role})`
    : effectiveState;
}

function listText({ rows, total, nextCursor }: Schemas['MachinePage']): string {
  const table = tableText(
    ['MACHINE', 'CONTACT', 'TEREDO', 'STATE', 'REACHABLE', 'ADDRESS', 'DIAGNOSIS'],
    rows.map((row) => [
      row.hostname,
      row.contact,
      row.configuredType,
      stateText(row),
      row.reachable,
      row.teredoAddress,
      row.diagnosis?.title ?? null,
    ]),
  );
  const more = nextCursor === null ? '' : `\nNext page: --cursor ${nextCursor}`;
  return `${table}\n${rows.length} of ${total}${more}`;
}

async function list(options: ListOptions): Promise<void> {
  const { search, contact, label, status, severity, limit, cursor } = options;
  const query = {
    'filter.search': search,
    'filter.contact': contact as Schemas['ContactState'][] | undefined,
    'filter.label': label,
    'filter.status': status as Schemas['MachineStatus'][] | undefined,
    'filter.severity': severity as Schemas['DiagnosisSeverity'][] | undefined,
    limit,
    cursor,
  };
  const client = await clientOf(options);
  printAnswer(answerOf(await client.GET('/machines', { params: { query } })), options, listText);
}

function detailText(machine: Schemas['MachineDetail']): string {
  const { hostname, id, status, contact, lastSeenAt, osName, diagnoses } = machine;
  const facts = pairsText([
    ['machine', hostname],
    ['id', id],
    ['status', status],
    ['contact', contact],
    ['last seen', lastSeenAt],
    ['system', osName],
    ['labels', machine.labels.join(', ') || null],
    ['Teredo set to', machine.configuredType],
    ['set by', machine.configuredSetBy],
    ['state', machine.effectiveState],
    ['role', machine.role],
    ['reachable', machine.reachable],
    ['address', machine.teredoAddress],
    ['open job', machine.activeJob === null ? null : `${machine.activeJob.state} (${machine.activeJob.id})`],
  ]);
  const told = diagnoses.map(
    ({ severity, title, text }) => `${severity.toUpperCase()}  ${visibleText(title)}\n  ${visibleText(text)}`,
  );
  return [facts, ...told].join('\n\n');
}

async function show(name: string, options: FleetOptions): Promise<void> {
  const client = await clientOf(options);
  const path = { id: await findMachineId(client, name) };
  printAnswer(answerOf(await client.GET('/machines/{id}', { params: { path } })), options, detailText);
}

interface ToggleOptions extends FleetOptions {
  reason: string;
  dryRun?: boolean;
  key?: string;
  teredoServer?: string;
}

type Mode = 'on' | 'off';

const desiredOf = (mode: Mode, serverName: string | undefined) => ({
  teredo: {
    mode,
    type: null,
    serverName: serverName ?? null,
    refreshIntervalSeconds: null,
    clientPort: null,
  },
  ipv6: 'leave' as const,
  firewall: 'leave' as const,
  allowReboot: false,
  acceptFirewallOff: false,
});

function previewText({ diff, blockers, warnings, alreadyCompliant }: Schemas['ChangePreview']): string {
  const lines = [
    ...diff.map(({ fact, now, then }) => `${fact}: ${now} -> ${then}`),
    ...blockers.map(({ text }) => `BLOCKED  ${text}`),
    ...warnings.map((text) => `WARNING  ${text}`),
  ];
  if (alreadyCompliant) lines.push('It is so already: nothing would change.');
  return lines.map(visibleText).join('\n');
}

async function previewOf(client: FleetClient, id: string, mode: Mode, options: ToggleOptions) {
  const body = { desired: desiredOf(mode, options.teredoServer) };
  return answerOf(await client.POST('/machines/{id}/preview', { params: { path: { id } }, body }));
}

/** The change is the one that its preview showed a moment before, with the notice that the server proposes. */
async function toggle(name: string, mode: Mode, options: ToggleOptions): Promise<void> {
  const client = await clientOf(options);
  const id = await findMachineId(client, name);
  const preview = await previewOf(client, id, mode, options);
  if (options.dryRun) return printAnswer(preview, options, previewText);
  if (!options.json) print(previewText(preview));
  const { desired, basis, notice } = preview;
  const header = { 'Idempotency-Key': options.key ?? randomUUID() };
  const body = { desired, basis, notice, reason: options.reason };
  const started = answerOf(
    await client.POST('/machines/{id}/toggle', { params: { path: { id }, header }, body }),
  );
  printAnswer(started, options, ({ rolloutId }) => `Started: teredo-fleet rollouts show ${rolloutId}`);
}

export function addMachines(program: Command): void {
  const machines = program.command('machines').description('machines of a server');
  withConnection(machines.command('list').description('machines that match all of the conditions'))
    .option('--search <text>', 'part of the host name, the Teredo address or a label')
    .option('--contact <state>', 'online, stale, offline or never-seen; may stand more than once', collect)
    .option('--label <label>', 'a label; may stand more than once', collect)
    .option('--status <status>', 'pending, active, quarantined or retired; may stand more than once', collect)
    .option('--severity <severity>', 'ok, info, warning or problem; may stand more than once', collect)
    .option('--limit <number>', 'rows of a page, up to 200', readWhole, 50)
    .option('--cursor <text>', 'the next page, as the page before said')
    .action(list);
  withConnection(machines.command('show').description('all that is known of a machine'))
    .argument('<machine>', 'host name or id')
    .action(show);
  withConnection(
    machines.command('toggle').description('turn Teredo on or off on one machine, with notice and proof'),
  )
    .argument('<machine>', 'host name or id')
    .addArgument(new Argument('<on|off>', 'what Teredo shall be').choices(['on', 'off']))
    .requiredOption('--reason <text>', 'why; kept in the audit trail and shown on the report')
    .option('--teredo-server <name>', 'Teredo server to use; left out: as the machine has it')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--key <uuid>', 'key of this change: the same key twice is the same change')
    .action(toggle);
}
