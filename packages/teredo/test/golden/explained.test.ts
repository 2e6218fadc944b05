import { describe } from 'vitest';
import { type Explanation, explain } from '../../src/index';
import { fixtureNames, fixtureText } from '../support/fixture-files';
import { describeGolden, type GoldenSection } from '../support/golden';
import { wordsOfDecision, wordsOfExplanation, wordsOfObservation } from '../support/words-of-explanation';

const FOLDERS = [
  'netsh',
  'netsh-ipv6',
  'ipconfig',
  'powershell',
  'registry',
  'firewall',
  'services',
  'replies',
  'miredo',
  'console',
];

function sectionsOf(path: string): GoldenSection[] {
  const explained = (): Explanation => explain([{ source: null, text: fixtureText(path) }], 1000);
  const whole = explained();
  const sections = [{ name: path, lines: () => wordsOfExplanation(explained()) }];
  if (whole.observation !== null)
    sections.push({ name: `${path}: machine`, lines: () => wordsOfObservation(explained().observation!) });
  if (whole.decision !== null)
    sections.push({ name: `${path}: decision`, lines: () => wordsOfDecision(explained().decision!) });
  return sections;
}

describe.each(FOLDERS)('every word that is said of %s', (folder) => {
  describeGolden(
    `explained-${folder}.txt`,
    fixtureNames(folder)
      .filter((name) => !name.endsWith('.expected.json'))
      .flatMap((name) => sectionsOf(`${folder}/${name}`)),
  );
});
