import type { Decision } from '../decision-types';
import { diagnoseHistory, LOOKS_CONSIDERED } from '../diagnose';
import type { FactToFetch } from '../facts-to-fetch';
import type { Observation } from '../observation';
import type { Diagnosis } from '../plan-types';
import { netshTeredoFacts } from '../readers/netsh-teredo';
import type { NetshTeredoFacts } from '../readers/netsh-teredo-reading';
import { whoDecides } from '../who-decides';
import { addressesIn, type ExplainedAddress } from './addresses';
import { type Contradiction, findContradictions } from './contradictions';
import { type DetectedOutput, detectOutputs } from './detect-outputs';
import { factsOfOutput } from './facts/facts-of-output';
import type { OutputFact } from './facts/output-fact';
import { joinLinux } from './join-linux';
import { joinWindows } from './join-windows';
import { collectReadings, isOfXp, type MachineReadings, saysWhatIsSet } from './machine-readings';
import { describeOutput, type OutputDescription, type OutputKind } from './output-kind';
import { questionsOf } from './questions';
import type { SourcedOutput } from './sourced-output';

/** A text to explain: a file, or what somebody pasted. */
export interface ExplainInput {
  /** Name of the file; null for pasted text. */
  source: string | null;
  text: string;
}

/** One output that was found, and what it says. */
export interface ExplainedOutput {
  source: string | null;
  /** Number of its first line in the text, from 1. */
  line: number;
  /** What was typed before it; null when that isn't in the text. */
  command: string | null;
  kind: OutputKind;
  title: string;
  facts: OutputFact[];
}

/** What some texts of one machine say together. */
export interface Explanation {
  outputs: ExplainedOutput[];
  /** Whether anything was understood. */
  understood: boolean;
  /** The newest output of `show state`; null without one. */
  teredo: NetshTeredoFacts | null;
  /** Teredo addresses of all outputs, taken apart, those that were given alone first. */
  addresses: ExplainedAddress[];
  /** The machine, as an agent would report it; null when the texts speak of no machine. */
  observation: Observation | null;
  decision: Decision | null;
  diagnoses: Diagnosis[];
  /** What to say in the place of a diagnosis; null where there is one, or no machine. */
  note: string | null;
  contradictions: Contradiction[];
  /** What to run on the machine to know more. */
  questions: FactToFetch[];
}

/** What was not understood counts where a command asked for it or nothing else is there: people write around outputs. */
function worthNaming(outputs: DetectedOutput[]): DetectedOutput[] {
  const named = outputs.filter(
    ({ reading, command }) => reading.kind !== 'not-understood' || (command !== null && command !== ''),
  );
  return named.some(({ reading }) => reading.kind !== 'not-understood') ? named : outputs;
}

function sourcedOutputs(inputs: ExplainInput[]): SourcedOutput[] {
  const outputs: SourcedOutput[] = [];
  for (const { source, text } of inputs)
    for (const output of worthNaming(detectOutputs(text)))
      outputs.push({ ...output, source, from: source ?? describeOutput(output.reading.kind).title });
  return outputs;
}

function systemsOf(outputs: SourcedOutput[]): NonNullable<OutputDescription['system']>[] {
  const systems: NonNullable<OutputDescription['system']>[] = [];
  for (const { reading } of outputs) {
    const { system } = describeOutput(reading.kind);
    if (system !== null && systems.indexOf(system) === -1) systems.push(system);
  }
  return systems;
}

/** The machine at each look, the newest first: a paste may show the state several times. */
function looksAt(
  system: OutputDescription['system'],
  readings: MachineReadings,
  outputs: SourcedOutput[],
  at: number,
): Observation[] {
  if (system === null) return [];
  if (system === 'linux') return [joinLinux(readings, outputs, at)];
  const looks: Observation[] = [];
  const count = Math.max(1, Math.min(readings.netsh.length, LOOKS_CONSIDERED));
  for (let back = 0; back < count; back += 1) {
    const netsh = readings.netsh.slice(0, readings.netsh.length - back);
    looks.push(joinWindows({ ...readings, netsh }, outputs, at));
  }
  return looks;
}

const MIXED: Contradiction = {
  fact: 'the system',
  statements: [],
  text: 'Some outputs are of Windows and some of Linux, which one machine does not print. Explain one machine at a time; what follows speaks of the first.',
};

/** Causes that are said of an answer, and of nothing where no output holds such an answer. */
const SAID_OF: { code: string; isThere: (readings: MachineReadings) => boolean }[] = [
  { code: 'unreadable', isThere: saysWhatIsSet },
  { code: 'service-silent', isThere: ({ netsh }) => netsh.length > 0 },
  /** An agent says so of its own measuring, which a printed text has no part in. */
  { code: 'not-tested', isThere: () => false },
];

function diagnosesOf(looks: Observation[], readings: MachineReadings): Diagnosis[] {
  return diagnoseHistory(looks).filter((diagnosis) =>
    SAID_OF.every(({ code, isThere }) => code !== diagnosis.code || isThere(readings)),
  );
}

/** Who decides is of no use to say where no output speaks of how Teredo is set. */
function decisionOf(observation: Observation | undefined): Decision | null {
  if (observation === undefined) return null;
  const decision = whoDecides(observation);
  return observation.configured.type === 'unknown' && decision.type.decidedBy === 'unknown' ? null : decision;
}

/** What to say where there is a machine and no diagnosis. */
function noteOf(looks: Observation[], diagnoses: Diagnosis[]): string | null {
  if (looks[0] === undefined || diagnoses.length > 0) return null;
  const { configured, os, service } = looks[0];
  if (configured.type !== 'unknown') return 'Nothing stands out in what was read.';
  const isRunTold = os.family === 'windows' || service.state !== 'unknown';
  const missing = isRunTold ? 'how Teredo is set here' : 'whether the Teredo service runs here';
  return `What was read is too little for a diagnosis: no output says ${missing}.`;
}

function explainOutput({ source, line, command, reading }: SourcedOutput): ExplainedOutput {
  const { kind, title } = describeOutput(reading.kind);
  return { source, line, command, kind, title, facts: factsOfOutput(reading, command) };
}

/**
 * Says what texts of one machine are, what they say together, who decides there, what is wrong and what would help. `at`
 * is the moment that they are taken to speak of, in milliseconds since 1970. Never throws; work grows with the length of
 * the texts only.
 */
export function explain(inputs: ExplainInput[], at: number): Explanation {
  const outputs = sourcedOutputs(inputs);
  const systems = systemsOf(outputs);
  const system = systems[0] ?? null;
  const ofMachine = outputs.filter(({ reading }) => {
    const own = describeOutput(reading.kind).system;
    return own === null || own === system;
  });
  const readings = collectReadings(ofMachine);
  const looks = looksAt(system, readings, ofMachine, at);
  const decision = decisionOf(looks[0]);
  const diagnoses = diagnosesOf(looks, readings);
  const newestNetsh = readings.netsh[readings.netsh.length - 1];
  const contradictions = findContradictions(readings);
  return {
    outputs: outputs.map(explainOutput),
    understood: outputs.some(({ reading }) => reading.kind !== 'not-understood'),
    teredo: newestNetsh === undefined ? null : netshTeredoFacts(newestNetsh.of),
    addresses: addressesIn(outputs),
    observation: looks[0] ?? null,
    decision,
    diagnoses,
    note: noteOf(looks, diagnoses),
    contradictions: systems.length > 1 ? [MIXED].concat(contradictions) : contradictions,
    questions: questionsOf(looks[0] ?? null, decision, diagnoses, isOfXp(readings)),
  };
}
