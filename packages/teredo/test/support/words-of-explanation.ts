import type { Decision, Diagnosis, Explanation, FactToFetch, Observation } from '../../src/index';

const indent = (lines: string[]): string[] => lines.map((line) => `  ${line}`);
const oneLine = (text: string): string => JSON.stringify(text).slice(1, -1);
const titled = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [title, ...indent(lines)];

/** Facts of an observation that are known, one a line, by their place. */
function knownFacts(value: unknown, place: string): string[] {
  if (value === null || value === 'unknown') return [];
  if (typeof value !== 'object') return [`${place} = ${oneLine(String(value))}`];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'evidence' || name === 'at' ? [] : knownFacts(inner, place === '' ? name : `${place}.${name}`),
  );
}

export const wordsOfObservation = (observation: Observation): string[] => [
  ...knownFacts(observation, ''),
  ...observation.evidence.map(({ source, text }) => `evidence ${source}: ${text.length} characters`),
];

const wordsOfMissing = (missing: FactToFetch[]): string[] =>
  missing.map(({ code, how }) => `missing ${code}: ${how}`);

export function wordsOfDiagnosis(diagnosis: Diagnosis): string[] {
  const { code, severity, confidence, title, text, remedy, evidence, missing, looks } = diagnosis;
  return [
    `${code} (${severity}, ${confidence}, ${looks} looks): ${title}`,
    ...indent([
      text,
      ...(remedy === null ? [] : [`remedy: ${remedy}`]),
      ...evidence.map(({ fact, value, source }) => `${fact} = ${oneLine(value)} (${source})`),
      ...wordsOfMissing(missing),
    ]),
  ];
}

export function wordsOfDecision(decision: Decision): string[] {
  const { type, serverName, refreshIntervalSeconds, clientPort } = decision;
  return [
    decision.text,
    ...Object.entries({ type, serverName, refreshIntervalSeconds, clientPort }).flatMap(([name, value]) => [
      `${name}: ${value.value} by ${value.decidedBy} (${value.candidates.join(', ')})`,
      ...indent(value.sources.map(({ source, says, standing }) => `${source} says ${says}: ${standing}`)),
    ]),
    ...decision.forecasts.map(({ way, wish, outcome, text }) => `${wish} ${way}: ${outcome}. ${text}`),
    ...wordsOfMissing(decision.missing),
  ];
}

/** What explain says of outputs and of what is wrong, one statement a line. */
export function wordsOfExplanation(explanation: Explanation): string[] {
  const { outputs, addresses, diagnoses, note, contradictions, questions } = explanation;
  return [
    ...outputs.flatMap(({ line, command, kind, title, facts }) => [
      `${line}: ${kind}, ${title}${command === null ? '' : ` below ${oneLine(command)}`}`,
      ...indent(facts.map(({ name, value }) => `${name}: ${oneLine(value)}`)),
    ]),
    ...titled(
      'addresses',
      addresses.map((address) => JSON.stringify(address)),
    ),
    ...titled('diagnoses', diagnoses.flatMap(wordsOfDiagnosis)),
    ...titled('note', note === null ? [] : [note]),
    ...titled(
      'contradictions',
      contradictions.flatMap(({ fact, statements, text }) => [
        `${fact}: ${text}`,
        ...indent(statements.map(({ says, from }) => `${from} says ${says}`)),
      ]),
    ),
    ...titled(
      'questions',
      questions.map(({ code, how }) => `${code}: ${how}`),
    ),
  ];
}
