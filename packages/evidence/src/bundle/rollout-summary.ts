import { roleText, type SeenRole } from '../role-text';
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
  /** Where Teredo was there for others or for the host alone when it was seen last; null: it was a client, or nothing. */
  relay: RelayText | null;
}

/** Roles that give their machine no IPv6 internet. */
export type RelayText = (typeof RELAYS)[number];
const RELAYS = ['host-specific-relay', 'relay', 'server'] as const;

const LISTED = 400;

const count = <Key extends string>(counts: Map<Key, number>, key: Key): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

const countedOf = ({ attempts }: ReportedMachine) => attempts.find(({ counts }) => counts) ?? attempts.at(-1);

function whyOf(machine: ReportedMachine): string {
  const { excluded, lateAt } = machine;
  const last = countedOf(machine);
  const blocked = last?.blockers.map((one) => (one as { text?: string }).text ?? '').join(' ') ?? '';
  const said = excluded ?? last?.detail ?? (blocked === '' ? null : blocked);
  return said ?? (lateAt === null ? '' : 'It was moved to the late pool.');
}

function relayOf(machine: ReportedMachine): RelayText | null {
  const last = countedOf(machine);
  const role = roleText((last?.after ?? last?.before ?? {}) as SeenRole);
  return RELAYS.find((relay) => relay === role) ?? null;
}

function listed(machine: ReportedMachine): ListedMachine {
  const { hostname, wave, state, attempts } = machine;
  return {
    hostname,
    wave,
    state,
    attempts: attempts.length,
    why: whyOf(machine),
    finishedAt: countedOf(machine)?.finishedAt ?? null,
    relay: relayOf(machine),
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
  /** Receipts that were made when no answer was waited for any more. */
  overridden = 0;
  readonly languages = new Map<string, number>();
  readonly agentVersions = new Map<string, number>();
  /** When attempts that count ended, milliseconds since 1970, in no order. */
  readonly finished: { at: number; good: boolean }[] = [];
  simulated = 0;
  readonly relays = new Map<RelayText, number>();

  add(machine: ReportedMachine): void {
    this.machines += 1;
    if (machine.lateAt !== null) this.late += 1;
    if (machine.simulated) this.simulated += 1;
    count(this.agentVersions, machine.agentVersion);
    const relay = relayOf(machine);
    if (relay !== null) count(this.relays, relay);
    this.#list(machine);
    for (const attempt of machine.attempts) {
      for (const { answer, language, overriddenBy } of attempt.receipts) {
        count(this.answers, answer);
        if (overriddenBy.length > 0) this.overridden += 1;
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
