import {
  type OutcomeGroup,
  outcomeOf,
  prunedTexts,
  type RolloutReport,
  type RolloutSummary,
} from '@teredo-fleet/evidence';
import type { Content } from 'pdfmake/interfaces';
import { outcomeChart, progressChart } from './charts';
import { machines, type PageParts, RELAY_WORDS, shownTime, unsignedWords } from './page-parts';

const WORDS: Record<OutcomeGroup, string> = {
  good: 'as wished',
  untouched: 'left as they were',
  bad: 'went wrong',
  open: 'not over yet',
};

function grouped(byState: Readonly<Record<string, number>>): Record<OutcomeGroup, number> {
  const groups = { good: 0, untouched: 0, bad: 0, open: 0 };
  for (const [state, count] of Object.entries(byState)) groups[outcomeOf(state)] += count;
  return groups;
}

function sentence({ rollout, counts }: RolloutReport): string {
  if (counts.machines === 0) return `The rollout "${rollout.name}" has no machines.`;
  const groups = Object.entries(grouped(counts.byState)) as [OutcomeGroup, number][];
  const parts = groups.filter(([, count]) => count > 0).map(([group, count]) => `${count} ${WORDS[group]}`);
  return `Of ${machines(counts.machines)}: ${parts.join(', ')}.`;
}

/** A qualified state is a sign of IPv6 internet on clients alone. */
function relayFacts({ relays }: RolloutSummary): [string, string][] {
  if (relays.size === 0) return [];
  const counts = [...relays].map(([role, count]) => `${count} ${RELAY_WORDS[role]}${count === 1 ? '' : 's'}`);
  const text = `${counts.join(', ')}: qualified or not, Teredo gives them no IPv6 internet`;
  return [['No clients', text]];
}

/** What came of it, in a sentence, a chart and the freshness of all this. */
export function summarySection(parts: PageParts, report: RolloutReport, summary: RolloutSummary): Content[] {
  const { counts, freshness } = report;
  const versions = [...summary.agentVersions].map(([version, count]) => `${version} on ${count}`).join(', ');
  return [
    parts.heading('Summary'),
    parts.paragraph(sentence(report)),
    ...(counts.machines === 0
      ? []
      : [{ svg: outcomeChart(counts.byState), margin: [0, 2, 0, 10] } as Content]),
    ...(summary.finished.length < 2
      ? []
      : [
          parts.note('Machines that had ended, over time (UTC):'),
          { svg: progressChart(summary.finished) } as Content,
        ]),
    parts.facts([
      ['Attempts', String(counts.attempts)],
      ['Receipts of notices', String(counts.receipts)],
      ['Late pool', machines(summary.late)],
      ...relayFacts(summary),
      ['Agents', versions || '–'],
      ...(summary.simulated === 0 ? [] : [['Simulated', machines(summary.simulated)] as const]),
      ['Newest word of a machine', shownTime(freshness.reportedAt)],
      ['Newest audit entry', shownTime(freshness.entryAt)],
      ['Entries not signed yet', unsignedWords(freshness)],
      ['Removed after its time of keeping', prunedTexts(freshness.pruned).join('; ') || 'nothing'],
    ]),
  ];
}
