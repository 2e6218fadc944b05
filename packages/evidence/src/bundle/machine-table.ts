import { roleText } from '../role-text';
import type { ReportedAttempt, ReportedMachine } from './rollout-report';
import { cell, jsonCell, NOTHING, type Table, yesNo } from './table';

/** What is read of an observation for a table; the whole of it is in the JSON. */
interface SeenObservation {
  configured?: { type?: string; typeSetBy?: string; serverName?: string | null };
  effective?: { type?: string; state?: string; role?: string | null; address?: string | null };
  reachable?: { verdict?: string };
  firewall?: { teredoException?: boolean | string | null };
  service?: { state?: string };
}

const FACTS = [
  'Teredo',
  'Set by',
  'Server',
  'State',
  'Role',
  'Address',
  'Reachable',
  'Firewall exception',
  'Service',
];

const MACHINE_COLUMNS = [
  'Machine',
  'Machine id',
  'Simulated',
  'Platform',
  'Agent version',
  'Agent key SHA-256',
  'Wave',
  'Why in this wave',
  'Late since (UTC)',
  'Left out because',
  'Machine state',
  'Failure acknowledged',
];

const ATTEMPT_COLUMNS = [
  'Attempt',
  'Counts',
  'Job id',
  'Wanted',
  'Result',
  'Detail',
  'Requested (UTC)',
  'Signed (UTC)',
  'Signed SHA-256',
  'Offered (UTC)',
  'Start granted (UTC)',
  'Started (UTC)',
  'Finished (UTC)',
  ...FACTS.map((fact) => `${fact} before`),
  ...FACTS.map((fact) => `${fact} after`),
  'Steps',
  'Not as wanted',
  'Blockers',
  'Notices',
];

function factCells(observation: unknown): string[] {
  if (observation === null || observation === undefined) return FACTS.map(() => NOTHING);
  const { configured, effective, reachable, firewall, service } = observation as SeenObservation;
  const exception = firewall?.teredoException;
  return [
    configured?.type ?? NOTHING,
    configured?.typeSetBy ?? NOTHING,
    configured?.serverName ?? NOTHING,
    effective?.state ?? NOTHING,
    effective === undefined ? NOTHING : roleText({ configured, effective }),
    effective?.address ?? NOTHING,
    reachable?.verdict ?? NOTHING,
    typeof exception === 'boolean' ? yesNo(exception) : (exception ?? NOTHING),
    service?.state ?? NOTHING,
  ];
}

interface SeenStep {
  step?: { kind?: string };
  outcome?: string;
  exitCode?: number | null;
}

const stepText = (step: unknown): string => {
  const { step: done, outcome, exitCode } = step as SeenStep;
  const exit = exitCode === null || exitCode === undefined ? '' : ` (exit ${exitCode})`;
  return `${done?.kind ?? 'step'}: ${outcome ?? 'unknown'}${exit}`;
};

const unmetText = (unmet: unknown): string => {
  const { fact, wanted, found } = unmet as { fact?: string; wanted?: string; found?: string };
  return `${fact}: wanted ${wanted}, found ${found}`;
};

const blockerText = (blocker: unknown): string => {
  const { code, text } = blocker as { code?: string; text?: string };
  return `${code}: ${text}`;
};

function attemptCells(attempt: ReportedAttempt): string[] {
  return [
    cell(attempt.attempt),
    yesNo(attempt.counts),
    attempt.jobId,
    jsonCell(attempt.work),
    attempt.state,
    cell(attempt.detail),
    attempt.requestedAt,
    cell(attempt.signedAt),
    cell(attempt.payloadSha256),
    cell(attempt.offeredAt),
    cell(attempt.goGrantedAt),
    cell(attempt.startedAt),
    cell(attempt.finishedAt),
    ...factCells(attempt.before),
    ...factCells(attempt.after),
    attempt.steps.map(stepText).join('; '),
    attempt.unmet.map(unmetText).join('; '),
    attempt.blockers.map(blockerText).join('; '),
    cell(attempt.receipts.length),
  ];
}

function machineCells(machine: ReportedMachine): string[] {
  return [
    machine.hostname,
    machine.id,
    yesNo(machine.simulated),
    machine.platform,
    machine.agentVersion,
    machine.agentKeyId,
    cell(machine.wave),
    cell(machine.reason),
    cell(machine.lateAt),
    cell(machine.excluded),
    machine.state,
    yesNo(machine.acknowledged),
  ];
}

/** One record an attempt, and one for a machine without any, so that every machine is there. */
export const MACHINE_TABLE: Table<ReportedMachine> = {
  columns: [...MACHINE_COLUMNS, ...ATTEMPT_COLUMNS],
  records(machine) {
    const own = machineCells(machine);
    if (machine.attempts.length === 0) {
      return [{ key: machine.id, cells: [...own, ...ATTEMPT_COLUMNS.map(() => NOTHING)] }];
    }
    return machine.attempts.map((attempt) => ({
      key: `${machine.id} ${attempt.attempt}`,
      cells: [...own, ...attemptCells(attempt)],
    }));
  },
};
