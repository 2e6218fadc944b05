import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import { type AuditParams, exportHref } from './search-params';

const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['jsonl', 'JSON lines, as the chain holds them'],
] as const;

/** All entries that match the filter as a file, not just those of the page. */
export function ExportMenu({ params }: { params: AuditParams }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>All entries that match the filter</MenuLabel>
      {FORMATS.map(([format, words]) => (
        <MenuItem key={format} asChild>
          <a href={exportHref(params, format)} download>
            {words}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
