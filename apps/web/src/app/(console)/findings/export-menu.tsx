import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';

const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['json', 'JSON, with the facts of each verdict'],
] as const;

const exportHref = (format: string, machineId: string | null) =>
  `/api/findings/findings.${format}${machineId === null ? '' : `?machineId=${machineId}`}`;

/** Every verdict as a file of one instant, waivers among it: of all active machines, or of one. */
export function ExportMenu({ machineId = null }: { machineId?: string | null }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size={machineId === null ? 'md' : 'sm'}>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>
        {machineId === null ? 'Every rule, every active machine' : 'Every rule for this machine'}
      </MenuLabel>
      {FORMATS.map(([format, words]) => (
        <MenuItem key={format} asChild>
          <a href={exportHref(format, machineId)} download>
            {words}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
