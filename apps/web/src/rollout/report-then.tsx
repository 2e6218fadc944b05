import { useMutation } from '@tanstack/react-query';
import { AbsoluteTime, SelectField } from '@teredo-fleet/ui';
import { useEffect, useRef, useState } from 'react';
import { instantsOfWallTwice } from '@/plan/wall-clock';
import { fetchFile } from '@/presentation/fetch-file';
import { FormDialog } from '@/presentation/form-dialog';
import { MomentFields, useTypedMoment } from '@/presentation/moment-form';
import { saveFile } from '@/presentation/save-file';
import { OTHER_MOMENT, ShownTwice } from '@/presentation/shown-twice';
import { readFault } from '@/trpc/fault';
import { REPORT_FORMATS, type ReportFormat } from './report-formats';

interface Wanted {
  rolloutId: string;
  format: ReportFormat;
  at: string;
  zone: string;
  /** Of two moments that the clock showed alike, the second. */
  later: boolean;
}

/** Has the browser keep a report, unless whoever asked goes away before it has come. */
function useTakeReport(onTaken: () => void) {
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  return useMutation({
    mutationFn: async ({ rolloutId, format, at, zone, later }: Wanted) => {
      const stop = new AbortController();
      asking.current = stop;
      const asked = new URLSearchParams({ at, timeZone: zone, ...(later ? { later: 'true' } : {}) });
      const address = `/api/reports/${rolloutId}.${format}?${asked}`;
      saveFile(await fetchFile(address, { signal: stop.signal }));
    },
    onSuccess: onTaken,
  });
}

/** Offers the other one where the clock showed the time twice; at first the earlier is meant, as everywhere. */
function WhichOfTwo(props: {
  instants: readonly [first: number, second: number];
  later: boolean;
  onChange(later: boolean): void;
}) {
  const [first, second] = props.instants;
  const [meant, other] = props.later ? [second, first] : [first, second];
  return (
    <ShownTwice
      at={meant}
      other={
        <button type="button" className={OTHER_MOMENT} onClick={() => props.onChange(!props.later)}>
          <AbsoluteTime at={other} />
        </button>
      }
    />
  );
}

/** Asks of which moment a rollout's report is to be, and has the browser keep it. */
export function ReportThen({ rolloutId, onClose }: { rolloutId: string; onClose(): void }) {
  const [typed, setTyped] = useTypedMoment({ at: null, zone: null });
  const [format, setFormat] = useState<ReportFormat>('csv');
  const [wantsLater, setWantsLater] = useState(false);
  const take = useTakeReport(onClose);
  const zone = typed.zone.trim();
  const twice = instantsOfWallTwice(typed.at, zone);
  const later = twice !== null && wantsLater;
  return (
    <FormDialog
      title="Report of an earlier moment"
      description="What this rollout had come to, and who had been told, as it stood then. Not signed: proof is the bundle under Evidence."
      action="Export"
      failure="The report was not made"
      call={take}
      onSubmit={() => take.mutate({ rolloutId, format, at: typed.at, zone, later })}
      onClose={onClose}
    >
      <div className="flex flex-wrap items-start gap-3">
        <MomentFields
          bySecond
          typed={typed}
          errors={readFault(take.error).fields}
          onType={(moment) => {
            setTyped(moment);
            setWantsLater(false);
          }}
        />
      </div>
      {twice === null ? null : <WhichOfTwo instants={twice} later={later} onChange={setWantsLater} />}
      <SelectField<ReportFormat>
        label="Written as"
        choices={REPORT_FORMATS}
        value={format}
        onChange={setFormat}
      />
    </FormDialog>
  );
}
