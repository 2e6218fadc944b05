import {
  type Contradiction,
  type Diagnosis,
  type ExplainedOutput,
  type Explanation,
  type FactToFetch,
  type OutputFact,
  whatWasLookedFor,
} from '@teredo-fleet/teredo';
import type { OutputSettings } from '../configuration';
import { Page, type Style } from './page';

const SEVERITIES: Record<Diagnosis['severity'], { word: string; style: Style }> = {
  problem: { word: 'PROBLEM', style: 'red' },
  warning: { word: 'WARNING', style: 'yellow' },
  info: { word: 'TO KNOW', style: 'blue' },
  ok: { word: 'FINE', style: 'green' },
};

/** A wider name gets a line of its own. */
const WIDEST_NAME = 28;

function printFacts(page: Page, facts: readonly OutputFact[]): void {
  const widest = Math.max(0, ...facts.map(({ name }) => (name.length > WIDEST_NAME ? 0 : name.length)));
  for (const { name, value } of facts) page.pair(name, value, widest);
}

function placeOf({ source, line, command }: ExplainedOutput): string {
  const place = source === null ? '' : line > 1 ? `${source}, from line ${line}` : source;
  const typed = command === null || command === '' ? '' : `after ${command}`;
  return [place, typed].filter((part) => part !== '').join(', ');
}

function printOutput(page: Page, output: ExplainedOutput): void {
  const place = placeOf(output);
  page.heading(output.title);
  if (place !== '') page.say(place, 2);
  printFacts(page, output.facts);
}

function printDecision(page: Page, { decision }: Explanation): void {
  if (decision === null) return;
  page.heading('Who decides');
  page.say(decision.text, 2);
}

function printDiagnosis(page: Page, diagnosis: Diagnosis): void {
  const { word, style } = SEVERITIES[diagnosis.severity];
  page.say(diagnosis.title, 2, `${word}  `, style);
  page.say(diagnosis.text, 4);
  if (diagnosis.remedy !== null) page.say(diagnosis.remedy, 4, 'What helps: ', 'bold');
  const basis = diagnosis.evidence.map(({ fact, value }) => `${fact} = ${value}`).join(', ');
  page.say(`${basis} (${diagnosis.confidence}; code ${diagnosis.code})`, 4, 'Rests on: ', 'faint');
}

function printDiagnoses(page: Page, { diagnoses, note }: Explanation): void {
  if (note === null && diagnoses.length === 0) return;
  page.heading('Diagnosis');
  if (note !== null) page.say(note, 2);
  diagnoses.forEach((diagnosis, index) => {
    if (index > 0) page.gap();
    printDiagnosis(page, diagnosis);
  });
}

function printContradictions(page: Page, contradictions: readonly Contradiction[]): void {
  if (contradictions.length === 0) return;
  page.heading('The outputs contradict one another');
  for (const { fact, statements, text } of contradictions) {
    page.say(text, 2, `${fact}: `, 'yellow');
    for (const { from, says } of statements) page.say(`${from}: ${says}`, 4);
  }
}

function printQuestions(page: Page, questions: readonly FactToFetch[]): void {
  if (questions.length === 0) return;
  page.heading('To know more, run on the machine');
  for (const { what, how } of questions) {
    page.copyable(how, 2);
    page.say(`tells ${what}`, 4);
  }
}

function printNothingUnderstood(page: Page): void {
  page.heading('Nothing in it was understood.');
  page.say('That does not mean that Teredo is off. Looked for:', 2);
  for (const { title } of whatWasLookedFor()) page.say(title, 4, '- ');
  page.gap();
  page.say('On the machine, run one of these and give what it prints, whole:', 2);
  page.copyable('netsh interface teredo show state', 4);
  page.copyable('netsh interface ipv6 show teredo   (Windows XP and Server 2003)', 4);
  page.copyable('ip addr                            (Linux)', 4);
}

/** An explanation laid out to be read out on the telephone, the conclusions last. */
export function explanationAsText(explanation: Explanation, settings: OutputSettings): string {
  const page = new Page(settings);
  if (!explanation.understood) {
    printNothingUnderstood(page);
    return page.text();
  }
  for (const output of explanation.outputs) printOutput(page, output);
  for (const { facts } of explanation.addresses) {
    page.heading('A Teredo address taken apart');
    printFacts(page, facts);
  }
  printContradictions(page, explanation.contradictions);
  printDecision(page, explanation);
  printDiagnoses(page, explanation);
  printQuestions(page, explanation.questions);
  return page.text();
}
