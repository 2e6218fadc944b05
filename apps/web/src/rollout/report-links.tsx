'use client';
import { Button } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import { useMay } from '@/shell/viewer';
import { ShareButton } from './share-button';

const FORMATS = ['json', 'csv'] as const;

/** The report as a file, for who may have it. */
export function ReportLinks({ rolloutId }: { rolloutId: string }) {
  const may = useMay();
  if (!may('report.export')) return null;
  return (
    <>
      {FORMATS.map((format) => (
        <Button key={format} asChild>
          <a href={`/api/reports/${rolloutId}.${format}`} download>
            <Download aria-hidden /> {format.toUpperCase()}
            <span className="sr-only">report</span>
          </a>
        </Button>
      ))}
      {may('reportLink.list') ? <ShareButton rolloutId={rolloutId} /> : null}
    </>
  );
}
