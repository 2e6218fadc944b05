import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';

const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['json', 'JSON, with the facts of each verdict'],
  ['oscal.json', 'OSCAL assessment results'],
] as const;

interface Narrowed {
  /** That machine alone. */
  machineId?: string;
  /** That rule alone. */
  ruleId?: string;
}

function exportHref(format: string, { machineId, ruleId }: Narrowed): string {
  const asked = new URLSearchParams();
  if (machineId !== undefined) asked.set('machineId', machineId);
  if (ruleId !== undefined) asked.set('rule', ruleId);
  return `/api/findings/findings.${format}${asked.size === 0 ? '' : `?${asked}`}`;
}

function scopeWords({ machineId, ruleId }: Narrowed): string {
  if (machineId !== undefined) return 'Every rule for this machine';
  return ruleId === undefined ? 'Every rule, every active machine' : 'This rule, every active machine';
}

/** Every verdict as a file of one instant, waivers among it: of all active machines, of one, or of one rule. */
export function ExportMenu(narrowed: Narrowed) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size={narrowed.machineId === undefined ? 'md' : 'sm'}>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>{scopeWords(narrowed)}</MenuLabel>
      {FORMATS.map(([format, words]) => (
        <MenuItem key={format} asChild>
          <a href={exportHref(format, narrowed)} download>
            {words}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
