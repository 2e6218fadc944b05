import { useMutation } from '@tanstack/react-query';
import { SelectField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { MomentFields, useTypedMoment } from '@/presentation/moment-form';
import { saveFile } from '@/presentation/save-file';
import { readFault } from '@/trpc/fault';
import { REPORT_FORMATS, type ReportFormat } from './report-formats';

interface Wanted {
  rolloutId: string;
  format: ReportFormat;
  at: string;
  zone: string;
}

/** Fetched by the page, so that what is wrong with the moment is said beside it. */
async function takeReport({ rolloutId, format, at, zone }: Wanted): Promise<void> {
  const asked = new URLSearchParams({ at, timeZone: zone });
  const answer = await fetch(`/api/reports/${rolloutId}.${format}?${asked}`);
  if (!answer.ok) {
    const data: unknown = await answer.json().catch(() => null);
    throw Object.assign(new Error(`The server answered ${answer.status}.`), { data });
  }
  const named = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  saveFile({
    fileName: named ?? `report.${format}`,
    contentType: answer.headers.get('content-type') ?? '',
    body: await answer.blob(),
  });
}

/** Asks of which moment a rollout's report is to be, and has the browser keep it. */
export function ReportThen({ rolloutId, onClose }: { rolloutId: string; onClose(): void }) {
  const [typed, setTyped] = useTypedMoment({ at: null, zone: null });
  const [format, setFormat] = useState<ReportFormat>('csv');
  const take = useMutation({ mutationFn: takeReport, onSuccess: onClose });
  return (
    <FormDialog
      title="Report of an earlier moment"
      description="What this rollout had come to, and who had been told, as it stood then. Not signed: proof is the bundle under Evidence."
      action="Export"
      failure="The report was not made"
      call={take}
      onSubmit={() => take.mutate({ rolloutId, format, at: typed.at, zone: typed.zone.trim() })}
      onClose={onClose}
    >
      <div className="flex flex-wrap items-start gap-3">
        <MomentFields bySecond typed={typed} errors={readFault(take.error).fields} onType={setTyped} />
      </div>
      <SelectField<ReportFormat>
        label="Written as"
        choices={REPORT_FORMATS}
        value={format}
        onChange={setFormat}
      />
    </FormDialog>
  );
}
