import type { TeredoType } from '../observation';
import type { IpconfigReading } from '../readers/ipconfig-reading';
import { decodeTeredoAddress } from '../teredo-address';
import { canonicalHostName } from '../text/lines';
import { textAt } from '../text/text-at';
import { type MachineReadings, newest, type Sourced } from './machine-readings';

/** Outputs that can't all be true of one machine at one moment. */
export interface Contradiction {
  /** Name of the fact, for a reader. */
  fact: string;
  statements: { from: string; says: string }[];
  text: string;
}

type Statement = { from: string; says: string };

/** Statements of one fact; more than one word among them is a contradiction. */
function compare(fact: string, statements: Statement[], text: string): Contradiction | null {
  const first = statements[0];
  const differs = statements.some(({ says }) => says !== first?.says);
  return differs ? { fact, statements, text } : null;
}

const isKnown = (value: unknown): boolean => value !== null && value !== 'unknown';

function stated<Reading>(
  readings: Sourced<Reading>[],
  word: (of: Reading) => string | number | null,
): Statement[] {
  const last = readings[readings.length - 1];
  const says = last === undefined ? null : word(last.of);
  return last === undefined || !isKnown(says) ? [] : [{ from: last.from, says: String(says) }];
}

const inEffect = ({ configurations }: MachineReadings) =>
  configurations.filter(({ of }) => of.store === 'active');

/** `default` and what it stands for are not at odds. */
function typeStatements(readings: MachineReadings): Statement[] {
  const types: Statement[] = stated(readings.netsh, ({ type }) => type)
    .concat(stated(inEffect(readings), ({ type }) => type))
    .concat(stated(withPolicyType(readings), ({ policy }) => policy?.type ?? null));
  return types.filter(({ says }) => (says as TeredoType) !== 'default');
}

function withPolicyType({ registries }: MachineReadings): MachineReadings['registries'] {
  return registries.filter(({ of }) => isKnown(of.policy?.type ?? null));
}

function serverStatements(readings: MachineReadings): Statement[] {
  const host = (name: string | null): string | null =>
    name === null || name === 'unknown' ? name : canonicalHostName(name);
  const withServer = readings.registries.filter(({ of }) => of.policy?.serverName != null);
  return stated(readings.netsh, ({ serverName }) => host(serverName))
    .concat(stated(inEffect(readings), ({ serverName }) => host(serverName)))
    .concat(stated(withServer, ({ policy }) => host(policy?.serverName ?? null)));
}

function stateStatements(readings: MachineReadings): Statement[] {
  return stated(readings.netsh, ({ state }) => state).concat(stated(readings.states, ({ state }) => state));
}

function serviceStatements(readings: MachineReadings): Statement[] {
  const service = stated(
    readings.services.filter(({ of }) => /^(?:iphlpsvc|6to4)$/i.test(of.name ?? '')),
    ({ state }) => (state === 'stopped' || state === 'missing' ? 'the service does not run' : null),
  );
  const client = stated(readings.netsh, ({ state }) =>
    state === 'qualified' || state === 'probe' || state === 'dormant' ? 'the client runs' : null,
  );
  return service.concat(client);
}

/** The outside address that the client names, and the one in its Teredo address. */
function mappingStatements(readings: MachineReadings): Statement[] {
  const adapters = readings.adapters.filter(({ of }) => of.teredoAddresses.length > 0);
  const shown = stated(adapters, ({ teredoAddresses }) => outsideOf(textAt(teredoAddresses, 0)));
  const named = stated(readings.netsh, ({ externalMapping }) => externalMapping);
  return shown.concat(named);
}

function outsideOf(address: string): string | null {
  const decoded = decodeTeredoAddress(address);
  return decoded === null || decoded.clientIsPrivate ? null : `${decoded.clientIPv4}:${decoded.udpPort}`;
}

function componentsStatements({ registries }: MachineReadings): Statement[] {
  const statements: Statement[] = [];
  for (const { from, of } of registries) {
    const value = of.disabledComponents?.value ?? null;
    if (typeof value === 'number') statements.push({ from, says: `0x${value.toString(16)}` });
  }
  return statements;
}

/** What each look shows as set, where several are there; words that weren't understood aside. */
function settingStatements({ netsh }: MachineReadings): Statement[] {
  const sure = netsh.filter(({ of }) => of.type !== 'unknown' && of.serverName !== 'unknown');
  return sure.map(({ from, of }) => {
    const server = of.serverName === null ? 'no server' : `server ${canonicalHostName(of.serverName)}`;
    const port = of.clientPort === null ? 'any port' : `UDP port ${of.clientPort}`;
    return { from, says: `${of.type}, ${server}, ${port}` };
  });
}

const versionStatements = ({ versions }: MachineReadings): Statement[] =>
  versions.map(({ from, of }) => ({ from, says: of }));

function physicalAddressesOf({ adapters }: IpconfigReading): string[] {
  const found: string[] = [];
  for (const { physicalAddress, isTeredo } of adapters)
    if (physicalAddress !== null && !isTeredo && !/^(?:00-)+[0-9A-F]{2}$/.test(physicalAddress))
      found.push(physicalAddress);
  return found;
}

/** Network cards stay with their machine: outputs that have none in common are of two. */
function cardStatements({ adapters }: MachineReadings): Statement[] {
  const statements: Statement[] = [];
  let known: string[] = [];
  for (const { from, of } of adapters) {
    const cards = physicalAddressesOf(of);
    const isAnother = known.length > 0 && !cards.some((card) => known.indexOf(card) !== -1);
    if (cards.length > 0 && (isAnother || known.length === 0))
      statements.push({ from, says: cards.join(', ') });
    known = known.concat(cards);
  }
  return statements;
}

/** Each Teredo address names its server; Miredo's configuration may, too. */
function miredoStatements(readings: MachineReadings): Statement[] {
  const server = newest(readings.miredo)?.serverAddress ?? '';
  if (!/^[0-9.]{7,15}$/.test(server)) return [];
  const used = readings.links.filter(({ of }) => of.teredoAddresses.length > 0);
  return stated(readings.miredo, ({ serverAddress }) => serverAddress).concat(
    stated(used, ({ teredoAddresses }) => decodeTeredoAddress(textAt(teredoAddresses, 0))?.server ?? null),
  );
}

const OTHER_MOMENTS = 'They were printed at different moments, or on different machines.';

const OTHER_MACHINES =
  'These are outputs of different machines: explain one at a time, since what follows mixes them.';

/** Says where outputs contradict one another. Several looks in a row at one setting are no contradiction. */
export function findContradictions(readings: MachineReadings): Contradiction[] {
  const found = [
    compare('the version of Windows', versionStatements(readings), OTHER_MACHINES),
    compare('the network cards', cardStatements(readings), OTHER_MACHINES),
    compare(
      'what is set',
      settingStatements(readings),
      'The looks show different settings. They were changed in between, or the outputs are of different machines: then explain one at a time.',
    ),
    compare(
      'the type of Teredo',
      typeStatements(readings),
      'What is in effect and what is set are told differently. A policy that has come or gone since counts at the next refresh.',
    ),
    compare(
      'the Teredo server',
      serverStatements(readings),
      `The outputs name different servers. ${OTHER_MOMENTS}`,
    ),
    compare('the state', stateStatements(readings), `The outputs tell different states. ${OTHER_MOMENTS}`),
    compare(
      'the service',
      serviceStatements(readings),
      `A client cannot run without its service. ${OTHER_MOMENTS}`,
    ),
    compare(
      'the outside address',
      mappingStatements(readings),
      `The Teredo address stands for another outside address than the client names. ${OTHER_MOMENTS}`,
    ),
    compare(
      'DisabledComponents',
      componentsStatements(readings),
      `The registry value is told differently. ${OTHER_MOMENTS}`,
    ),
    compare(
      'the server of the Teredo address',
      miredoStatements(readings),
      'The address was made with another server than the configuration names: Miredo has not been restarted since.',
    ),
  ];
  return found.filter((one): one is Contradiction => one !== null);
}
