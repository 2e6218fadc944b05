import { outcomeOf } from './outcome';
import type { ReportedMachine } from './rollout-report';

/** A machine as a page lists it. */
export interface ListedMachine {
  hostname: string;
  wave: number | null;
  state: string;
  attempts: number;
  why: string;
  finishedAt: string | null;
}

const LISTED = 400;

const count = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

function whyOf({ attempts, excluded, lateAt }: ReportedMachine): string {
  const last = attempts.find(({ counts }) => counts) ?? attempts.at(-1);
  const blocked = last?.blockers.map((one) => (one as { text?: string }).text ?? '').join(' ') ?? '';
  const said = excluded ?? last?.detail ?? (blocked === '' ? null : blocked);
  return said ?? (lateAt === null ? '' : 'It was moved to the late pool.');
}

function listed(machine: ReportedMachine): ListedMachine {
  const { hostname, wave, state, attempts } = machine;
  const last = attempts.find(({ counts }) => counts) ?? attempts.at(-1);
  return {
    hostname,
    wave,
    state,
    attempts: attempts.length,
    why: whyOf(machine),
    finishedAt: last?.finishedAt ?? null,
  };
}

/** What a page says of all machines of a rollout, added up one by one. */
export class RolloutSummary {
  machines = 0;
  late = 0;
  /** Machines whose outcome is not as wished, and how many there are in all. */
  readonly exceptions: ListedMachine[] = [];
  exceptionCount = 0;
  /** The first machines, by their ids. */
  readonly first: ListedMachine[] = [];
  readonly answers = new Map<string, number>();
  readonly languages = new Map<string, number>();
  readonly agentVersions = new Map<string, number>();
  /** When attempts that count ended, milliseconds since 1970, in no order. */
  readonly finished: { at: number; good: boolean }[] = [];
  simulated = 0;

  add(machine: ReportedMachine): void {
    this.machines += 1;
    if (machine.lateAt !== null) this.late += 1;
    if (machine.simulated) this.simulated += 1;
    count(this.agentVersions, machine.agentVersion);
    this.#list(machine);
    for (const attempt of machine.attempts) {
      for (const { answer, language } of attempt.receipts) {
        count(this.answers, answer);
        count(this.languages, language);
      }
      if (attempt.counts && attempt.finishedAt !== null) {
        this.finished.push({ at: Date.parse(attempt.finishedAt), good: outcomeOf(attempt.state) === 'good' });
      }
    }
  }

  #list(machine: ReportedMachine): void {
    if (this.first.length < LISTED) this.first.push(listed(machine));
    if (outcomeOf(machine.state) === 'good' && machine.lateAt === null) return;
    this.exceptionCount += 1;
    if (this.exceptions.length < LISTED) this.exceptions.push(listed(machine));
  }
}
