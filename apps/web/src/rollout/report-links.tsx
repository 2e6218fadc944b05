'use client';
import { Button, Menu, MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/shell/viewer';
import { REPORT_FORMATS } from './report-formats';
import { ReportThen } from './report-then';
import { ShareButton } from './share-button';

/**
 * The report as a file for a quick look, of now or of an earlier moment once it has `started`, and links to it, for who may have them.
 * What proves anything is the bundle.
 */
export function ReportLinks({ rolloutId, started }: { rolloutId: string; started: boolean }) {
  const may = useMay();
  const [asking, setAsking] = useState(false);
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
        {REPORT_FORMATS.map(([format, words]) => (
          <MenuItem key={format} asChild>
            <a href={`/api/reports/${rolloutId}.${format}`} download>
              {words}
            </a>
          </MenuItem>
        ))}
        {started ? <MenuItem onSelect={() => setAsking(true)}>Of an earlier moment…</MenuItem> : null}
      </Menu>
      {asking ? <ReportThen rolloutId={rolloutId} onClose={() => setAsking(false)} /> : null}
      {may('reportLink.list') ? <ShareButton rolloutId={rolloutId} /> : null}
    </>
  );
}
