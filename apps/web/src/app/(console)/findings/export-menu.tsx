import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PastFilter } from '@/trpc/shapes';

const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['json', 'JSON, with the facts of each verdict'],
  ['oscal.json', 'OSCAL assessment results'],
] as const;

/** A checklist is of one machine: of all of them it is a zip with one each. */
const CHECKLIST = ['ckl', 'STIG checklist (CKL)'] as const;
const CHECKLISTS = ['ckl.zip', 'STIG checklists (CKL), a zip with one of each machine'] as const;

interface Narrowed {
  /** That machine alone. */
  machineId?: string;
  /** Whether DISA has a rule for its system. */
  hasChecklist?: boolean;
  /** That rule alone. */
  ruleId?: string;
  /** As it was at a moment, of the machines that are found by what they were. */
  then?: PastQuestion;
}

export interface PastQuestion {
  moment: { at: string; timeZone?: string; later?: boolean };
  filter: PastFilter;
}

/** A question about a moment as the part of an address. */
export function askThen(asked: URLSearchParams, { moment, filter }: PastQuestion): URLSearchParams {
  for (const [key, value] of Object.entries(moment)) asked.set(key, String(value));
  const conditions = JSON.stringify(filter);
  if (conditions !== '{}') asked.set('filter', conditions);
  return asked;
}

function exportHref(format: string, { machineId, ruleId, then }: Narrowed): string {
  const asked = new URLSearchParams();
  if (then !== undefined) askThen(asked, then);
  if (machineId !== undefined) asked.set('machineId', machineId);
  if (ruleId !== undefined) asked.set('rule', ruleId);
  return `/api/findings/findings.${format}${asked.size === 0 ? '' : `?${asked}`}`;
}

function scopeWords({ machineId, ruleId, then }: Narrowed): string {
  if (then !== undefined)
    return machineId === undefined
      ? 'Every rule then, for these machines'
      : 'Every rule then, for this machine';
  if (machineId !== undefined) return 'Every rule for this machine';
  return ruleId === undefined ? 'Every rule, every active machine' : 'This rule, every active machine';
}

function formatsOf({ machineId, ruleId, then, hasChecklist = false }: Narrowed) {
  if (then !== undefined) return FORMATS;
  if (ruleId !== undefined) return FORMATS;
  if (machineId === undefined) return [...FORMATS, CHECKLISTS];
  return hasChecklist ? [...FORMATS, CHECKLIST] : FORMATS;
}

/** Every verdict as a file of one instant, waivers among it: of all active machines, of one, of one rule, or of a moment. */
export function ExportMenu({ children, ...narrowed }: Narrowed & { children?: ReactNode }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size={narrowed.machineId === undefined ? 'md' : 'sm'}>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      {children}
      <MenuLabel>{scopeWords(narrowed)}</MenuLabel>
      {formatsOf(narrowed).map(([format, words]) => (
        <MenuItem key={format} asChild>
          <a href={exportHref(format, narrowed)} download>
            {words}
          </a>
        </MenuItem>
      ))}
      {narrowed.machineId === undefined || narrowed.hasChecklist || narrowed.then ? null : (
        <p className="max-w-64 px-2.5 py-1.5 text-xs text-muted">
          No STIG checklist: DISA has no rule about Teredo for this system.
        </p>
      )}
    </Menu>
  );
}
