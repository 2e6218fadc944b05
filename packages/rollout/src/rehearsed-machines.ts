import { judgeStart, START_MEMORY_MS, type StartLimits } from './judge-start';
import type { Assumptions, RehearsedMachine } from './rehearsal';
import { seededBelow } from './seeded-random';
import { TimeQueue } from './time-queue';
import { emptyCounts, type WaveCounts } from './wave-counts';

type Stage =
  | 'waiting'
  | 'begun'
  | 'good'
  | 'bad'
  | 'refused'
  | 'expired'
  | 'blocked'
  | 'notApplicable'
  | 'alreadyCompliant';

interface Actor {
  wave: number;
  stage: Stage;
  late: boolean;
  heard: boolean;
  /** From the opening of its wave to its first contact. */
  absentMs: number;
  /** From first contact to the wish to begin. */
  answerMs: number;
  /** What it will be once it answers or ends. */
  refuses: boolean;
  fails: boolean;
}

const SETTLED: Readonly<Record<Exclude<RehearsedMachine['prospect'], 'will-change'>, Stage>> = {
  'already-compliant': 'alreadyCompliant',
  'not-working': 'bad',
  blocked: 'blocked',
  'not-applicable': 'notApplicable',
};

/** Draws are made for every machine in the same order, so that one assumption doesn't change the others' luck. */
function castActors(machines: readonly RehearsedMachine[], assumed: Assumptions): Actor[] {
  const below = seededBelow(assumed.seed);
  return machines.map(({ wave, prospect }) => {
    const offline = below(100) < assumed.offlinePercent;
    const absence = below(1000);
    const defers = below(100) < assumed.deferPercent;
    const refuses = below(100) < assumed.refusePercent;
    const fails = below(100) < assumed.failPercent;
    return {
      wave,
      stage: prospect === 'will-change' ? 'waiting' : SETTLED[prospect],
      late: false,
      heard: false,
      absentMs: offline ? assumed.longestOfflineSeconds * (absence + 1) : 0,
      answerMs: defers ? assumed.deferSeconds * 1000 : 0,
      refuses,
      fails,
    };
  });
}

/** The machines of a rehearsal: they come, answer, begin and end at their own times. Counts are kept as they change. */
export class RehearsedMachines {
  readonly #byWave: Actor[][];
  readonly #waveCounts: WaveCounts[];
  readonly #poolCounts = emptyCounts();
  readonly #queue = new TimeQueue<Actor>();
  readonly #changeMs: number;
  /** Machines that would begin and are held by the limits, the first in line first. */
  readonly #line: Actor[] = [];
  /** So many of the line are through. */
  #served = 0;
  #lineAt = Number.POSITIVE_INFINITY;
  readonly #begunAt: number[] = [];
  #underWay = 0;

  constructor(
    waves: number,
    machines: readonly RehearsedMachine[],
    private readonly limits: StartLimits,
    assumed: Assumptions,
  ) {
    this.#changeMs = assumed.changeSeconds * 1000;
    this.#byWave = Array.from({ length: waves }, () => []);
    this.#waveCounts = Array.from({ length: waves }, () => emptyCounts());
    for (const actor of castActors(machines, assumed)) {
      this.#byWave[actor.wave]!.push(actor);
      this.#count(actor, 1);
    }
  }

  get waveCounts(): readonly WaveCounts[] {
    return this.#waveCounts;
  }

  get poolCounts(): WaveCounts {
    return this.#poolCounts;
  }

  /** The next time at which a machine does something; null: none will. */
  get nextAt(): number | null {
    const next = Math.min(this.#queue.nextAt ?? Number.POSITIVE_INFINITY, this.#lineAt);
    return next === Number.POSITIVE_INFINITY ? null : next;
  }

  #count({ wave, stage, late, heard }: Actor, by: 1 | -1): void {
    const ofWave = this.#waveCounts[wave]!;
    ofWave.planned += by;
    if (late) {
      ofWave.late += by;
      this.#poolCounts.planned += by;
    }
    const counts = late ? this.#poolCounts : ofWave;
    counts[stage] += by;
    if (stage === 'waiting' && !heard) counts.unreached += by;
  }

  #change(actor: Actor, to: Partial<Pick<Actor, 'stage' | 'late' | 'heard'>>): void {
    this.#count(actor, -1);
    Object.assign(actor, to);
    this.#count(actor, 1);
  }

  openWave(wave: number, nowMs: number): void {
    for (const actor of this.#byWave[wave]!) {
      if (actor.stage !== 'waiting') continue;
      const heard = actor.absentMs === 0;
      this.#change(actor, { heard });
      this.#queue.add(nowMs + (heard ? actor.answerMs : actor.absentMs), actor);
    }
  }

  /** Returns how many became late. */
  moveToLate(wave: number): number {
    const silent = this.#byWave[wave]!.filter(
      ({ stage, heard, late }) => stage === 'waiting' && !heard && !late,
    );
    for (const actor of silent) this.#change(actor, { late: true });
    return silent.length;
  }

  /** What has not begun expires. Returns how many. */
  close(): number {
    const waiting = this.#byWave.flat().filter(({ stage }) => stage === 'waiting');
    for (const actor of waiting) this.#change(actor, { stage: 'expired' });
    return waiting.length;
  }

  /** Lets every machine whose time has come do its next thing. */
  act(nowMs: number): void {
    for (let actor = this.#queue.takeDue(nowMs); actor !== null; actor = this.#queue.takeDue(nowMs)) {
      this.#actOne(actor, nowMs);
    }
    this.#serveLine(nowMs);
  }

  #actOne(actor: Actor, nowMs: number): void {
    if (actor.stage === 'begun') {
      this.#underWay -= 1;
      return this.#change(actor, { stage: actor.fails ? 'bad' : 'good' });
    }
    if (actor.stage !== 'waiting') return;
    if (!actor.heard) {
      this.#change(actor, { heard: true });
      if (actor.answerMs > 0) return this.#queue.add(nowMs + actor.answerMs, actor);
    }
    if (actor.refuses) return this.#change(actor, { stage: 'refused' });
    this.#line.push(actor);
  }

  /** Starts that the limit a minute looks at: none, unless as many as it allows came within the last minute. */
  #begunLately(nowMs: number): readonly number[] {
    const { perMinute } = this.limits;
    if (perMinute === null) return [];
    const oldest = this.#begunAt[this.#begunAt.length - perMinute];
    return oldest === undefined || oldest <= nowMs - START_MEMORY_MS ? [] : this.#begunAt.slice(-perMinute);
  }

  /** Begins as many as the limits allow now. */
  #serveLine(nowMs: number): void {
    this.#lineAt = Number.POSITIVE_INFINITY;
    while (this.#served < this.#line.length) {
      const actor = this.#line[this.#served]!;
      if (actor.stage === 'waiting' && !this.#begin(actor, nowMs)) return;
      this.#served += 1;
    }
  }

  /** Whether the limits let it; else the line is asked again later. */
  #begin(actor: Actor, nowMs: number): boolean {
    const starts = { underWay: this.#underWay, begunAt: this.#begunLately(nowMs) };
    const verdict = judgeStart(this.limits, starts, nowMs);
    if (verdict.kind === 'hold') {
      // A place is free again when somebody ends, and then the line is asked anyway.
      if (verdict.name === 'rate-limit') this.#lineAt = nowMs + verdict.retryAfterMs;
      return false;
    }
    this.#begunAt.push(nowMs);
    this.#underWay += 1;
    this.#change(actor, { stage: 'begun' });
    this.#queue.add(nowMs + this.#changeMs, actor);
    return true;
  }
}
