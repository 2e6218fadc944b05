import type { DemandVerdict, ExecutableFacts, Readiness, ReadinessVerdict } from '@teredo-fleet/teredo';
import { visibleText } from './visible-text';

const VERDICTS: Record<Readiness, string> = {
  ready: 'ready',
  'not-ready': 'not ready',
  'cannot-tell': 'can’t tell',
};

const KINDS: Record<ExecutableFacts['kind'], string> = {
  pe: 'program of Windows',
  empty: 'empty file',
  dos: 'program of DOS',
  'windows-16': 'program of 16-bit Windows',
  linear: 'program of OS/2 or a driver of Windows 9x',
  elf: 'program of Linux or another system',
  other: 'no program',
};

function line(name: string, { verdict, evidence }: DemandVerdict): string {
  const names = evidence.names.length === 0 ? '' : ` (${evidence.names.map(visibleText).join(', ')})`;
  return `  ${name.padEnd(18)}${VERDICTS[verdict].padEnd(12)}${evidence.text}${names}`;
}

/** For people; one file after the other. */
export function readinessAsText(path: string, facts: ExecutableFacts, verdict: ReadinessVerdict): string {
  const machine = facts.machine === null ? '' : `, ${facts.machine}`;
  const managed = facts.isManaged ? ', .NET' : '';
  return [
    `${visibleText(path)}: ${KINDS[facts.kind]}${machine}${managed}`,
    line('sockets', verdict.sockets),
    line('protection level', verdict.protectionLevel),
  ].join('\n');
}
