'use client';
import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import { useMay } from '@/shell/viewer';
import { ShareButton } from './share-button';

const FORMATS = [
  ['csv', 'CSV report, for a spreadsheet'],
  ['json', 'JSON report, for a program'],
] as const;

/** The report as a file for a quick look, and links to it, for who may have them. What proves anything is the bundle. */
export function ReportLinks({ rolloutId }: { rolloutId: string }) {
  const may = useMay();
  if (!may('report.export')) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <Download aria-hidden /> Export
          </Button>
        }
      >
        <MenuLabel>Not signed: proof is the bundle under Evidence</MenuLabel>
        {FORMATS.map(([format, words]) => (
          <MenuItem key={format} asChild>
            <a href={`/api/reports/${rolloutId}.${format}`} download>
              {words}
            </a>
          </MenuItem>
        ))}
      </Menu>
      {may('reportLink.list') ? <ShareButton rolloutId={rolloutId} /> : null}
    </>
  );
}
