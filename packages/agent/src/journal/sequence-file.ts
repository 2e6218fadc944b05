import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readKeptValue, writeKeptValue } from '../state/kept-value';

interface KeptSequence {
  enrolmentId: string;
  highest: number;
}

const REMEDY =
  "Without it this machine can't tell old jobs from new ones, so it starts none. On the machine run: teredo-agent enrol --again with a new line from the dashboard, then teredo-agent service install.";

const pathIn = (folder: string) => join(folder, 'sequence.json');

/** The sequence kept for this enrolment; 0: none was. Throws StateError `damaged`: what is lost is no 0. */
export function readSequence(folder: string, enrolmentId: string): number {
  const kept = readKeptValue<KeptSequence>(pathIn(folder), REMEDY);
  return kept?.enrolmentId === enrolmentId ? kept.highest : 0;
}

/** Durable when it returns, so that an old job can't come again after a restart. */
export function writeSequence(folder: string, kept: KeptSequence): void {
  writeKeptValue(pathIn(folder), kept);
}

/** A new enrolment counts anew: no job of an earlier one is valid under it. */
export function forgetSequence(folder: string): void {
  rmSync(pathIn(folder), { force: true });
}
