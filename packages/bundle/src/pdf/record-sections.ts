import type { ListedMachine, ReportedWave, RolloutReport, RolloutSummary } from '@teredo-fleet/evidence';
import type { Content } from 'pdfmake/interfaces';
import { type PageParts, RELAY_WORDS, shownState, shownTime, unsignedWords } from './page-parts';

function waveText({ openedAt, promotedAt, overriddenAt }: ReportedWave): string {
  return [
    openedAt === null ? 'Not opened.' : `Opened ${shownTime(openedAt)}.`,
    promotedAt === null ? '' : `Promoted ${shownTime(promotedAt)}.`,
    overriddenAt === null ? '' : `Gate overridden ${shownTime(overriddenAt)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function waveParts(parts: PageParts, wave: ReportedWave): Content {
  const { number, name, selection, judged, checks } = wave;
  const shown = judged?.checks ?? checks;
  const when = judged === null ? 'as it stands now' : `as it was judged on ${shownTime(judged.at)}`;
  return parts.together([
    parts.text(`Wave ${number}: ${name}`, { bold: true, margin: [0, 6, 0, 2] }),
    parts.paragraph(`Takes ${selection}. ${waveText(wave)}`),
    parts.table(
      [`Gate, ${when}`, 'Part', 'Whole', 'Asked', 'Holds'],
      shown.map(({ text, part, whole, percent, passes }) => [
        text,
        String(part),
        String(whole),
        percent === null ? '–' : `${percent} %`,
        passes ? 'yes' : 'no',
      ]),
      { widths: ['*', 45, 45, 45, 40], empty: 'Its gate checks nothing.' },
    ),
  ]);
}

/** The waves, each with the numbers that its gate was judged by. */
export function waveSection(parts: PageParts, { waves }: RolloutReport): Content[] {
  if (waves.length === 0) return [];
  return [parts.heading('Waves and gates'), ...waves.map((wave) => waveParts(parts, wave))];
}

const SHOWN_EVENTS = 200;
const OVERRIDES =
  /^rollout\.(overrideGate|askNoticeOverride|grantNoticeOverride|approveEmergency|resume|exclude|promote|abort|retryFailed)$/;

/** Who did what when, and where a person decided against the gates. */
export function recordSection(parts: PageParts, { timeline }: RolloutReport): Content[] {
  const row = ({ at, actor, action, outcome, reason }: RolloutReport['timeline'][number]) => [
    shownTime(at),
    actor.name,
    outcome === 'done' ? action : `${action} (${outcome})`,
    reason ?? '–',
  ];
  const widths = [105, 90, 120, '*'];
  const headings = ['At', 'Who', 'What', 'Reason'];
  const overrides = timeline.filter(({ action, outcome }) => outcome === 'done' && OVERRIDES.test(action));
  const left = timeline.length - SHOWN_EVENTS;
  return [
    parts.heading('Records'),
    parts.table(headings, timeline.slice(0, SHOWN_EVENTS).map(row), {
      widths,
      empty: 'No entry is signed yet.',
    }),
    ...(left > 0 ? [parts.note(`And ${left} more in audit.csv.`)] : []),
    parts.heading('Overrides and exceptions by people'),
    parts.table(headings, overrides.map(row), {
      widths,
      empty: 'Nobody overrode, resumed, promoted or left out anything.',
    }),
  ];
}

const byName = (a: ListedMachine, b: ListedMachine): number => a.hostname.localeCompare(b.hostname, 'en');

/** One that relays has a word for it, so that its outcome is taken for no client's. */
const stateText = ({ state, relay }: ListedMachine): string =>
  relay === null ? shownState(state) : `${shownState(state)}\n${RELAY_WORDS[relay]}`;

function machineTable(parts: PageParts, rows: readonly ListedMachine[], empty: string): Content {
  return parts.table(
    ['Machine', 'Wave', 'State', 'Attempts', 'Ended (UTC)', 'Why'],
    [...rows]
      .sort(byName)
      .map((machine) => [
        machine.hostname,
        machine.wave === null ? '–' : String(machine.wave),
        stateText(machine),
        String(machine.attempts),
        shownTime(machine.finishedAt).replace(' UTC', ''),
        machine.why,
      ]),
    { widths: [86, 26, 72, 40, 78, '*'], empty },
  );
}

function more(parts: PageParts, shown: number, all: number): Content[] {
  return all > shown
    ? [parts.note(`${shown} of ${all} are listed here; all of them are in machines.csv.`)]
    : [];
}

/** Machines, first those that did not come out as wished. */
export function machineSection(
  parts: PageParts,
  { exceptions, exceptionCount, first, machines }: RolloutSummary,
): Content[] {
  return [
    parts.heading('Machines that did not come out as wished'),
    machineTable(parts, exceptions, 'There are none.'),
    ...more(parts, exceptions.length, exceptionCount),
    parts.heading('Machines'),
    machineTable(parts, first, 'The rollout has no machines.'),
    ...more(parts, first.length, machines),
  ];
}

const NAMED_SIGNS =
  'Signs in brackets such as [U+1019] stand for what cannot be seen or what no font of this document has; report.json has every text as it is.';

/** How a reader checks all this without whoever gave it to them. */
export function verificationSection(parts: PageParts, { keys, freshness }: RolloutReport): Content[] {
  return [
    parts.shortSection('How to check this report', [
      parts.paragraph(
        'This document is one file of a bundle. Beside it lie report.json, three tables, the part of the audit trail’s hash chain that tells of this rollout, and manifest.json, which names the SHA-256 of each file and is signed. Check it with a copy of the verifier and no connection to anything:',
      ),
      parts.text('teredo-fleet verify BUNDLE.zip --fingerprint FINGERPRINT --head HEAD', {
        margin: [12, 0, 0, 6],
      }),
      parts.paragraph(
        'Compare the fingerprint with the one that you noted down yourself, from the page Audit, Chain of the server, and give a head that was published outside of it. Without them it cannot be told whether the key was exchanged or the newest entries were cut off.',
      ),
      parts.facts([
        ['Evidence key', keys.evidence],
        ['Keys that sign jobs', keys.jobs.join(', ') || '–'],
        ['Entries not signed yet', unsignedWords(freshness)],
      ]),
      ...(parts.hasNamedSigns ? [parts.note(NAMED_SIGNS)] : []),
    ]),
  ];
}
