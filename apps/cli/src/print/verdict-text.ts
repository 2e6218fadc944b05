import type { BundleVerdict, Finding } from '@teredo-fleet/evidence';
import type { OutputSettings } from '../configuration';
import { Page, type Style } from './page';
import { visibleText } from './visible-text';

const SECTIONS: { verdict: Finding['verdict']; title: string; lead: string; style: Style }[] = [
  { verdict: 'fails', title: 'What does not hold', lead: 'FAILS  ', style: 'red' },
  { verdict: 'not-checked', title: 'What was not checked', lead: 'NOT CHECKED  ', style: 'yellow' },
  { verdict: 'holds', title: 'What holds', lead: 'HOLDS  ', style: 'green' },
];

const RESULTS: Record<BundleVerdict['outcome'], string> = {
  fails: 'This bundle is not what was signed, or not all of it.',
  partly: 'Nothing was found to be wrong, but not everything was checked.',
  holds: 'Everything was checked and holds.',
};

const LIMIT =
  'It is what the server had on record then. That what was recorded was true, no signature can say.';

function printSubject(page: Page, { subject }: BundleVerdict, path: string): void {
  page.heading(`Evidence bundle ${visibleText(path)}`);
  if (subject === null) return;
  page.pair('Rollout', `${visibleText(subject.rollout.name)} (${visibleText(subject.rollout.id)})`, 12);
  page.pair(
    'Made',
    `${subject.generatedAt}${subject.interim ? ', while the rollout was under way' : ''}`,
    12,
  );
  page.pair('Installation', visibleText(subject.installation), 12);
  page.pair('Key', subject.keyId, 12);
  const { removed } = subject;
  if (removed.length > 0) page.pair('Removed', `${removed.join('; ')}, after their time of keeping`, 12);
}

/** A verdict as a terminal shows it: what fails first, then what was not checked, then what holds. */
export function verdictAsText(verdict: BundleVerdict, path: string, settings: OutputSettings): string {
  const page = new Page(settings);
  printSubject(page, verdict, path);
  for (const { verdict: kind, title, lead, style } of SECTIONS) {
    const found = verdict.findings.filter((finding) => finding.verdict === kind);
    if (found.length > 0) page.heading(title);
    for (const { text } of found) page.say(visibleText(text), 2, lead, style);
  }
  page.heading(RESULTS[verdict.outcome]);
  if (verdict.outcome !== 'fails') page.say(LIMIT, 0);
  return page.text();
}
