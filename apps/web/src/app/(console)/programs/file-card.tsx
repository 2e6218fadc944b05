'use client';
import { Button, Card, cn, useEarlyInput } from '@teredo-fleet/ui';
import { FileSearch } from 'lucide-react';
import { useRef, useState } from 'react';
import { ProgramEvidence } from '@/presentation/program-evidence';
import { useDroppedFiles } from '@/presentation/use-dropped-files';
import { type InspectedFile, inspectFile, LARGEST_FILE } from './inspect-file';

const TOO_LARGE =
  'It is larger than a browser reads here. Use the command line where the file lies: teredo-fleet inspect FILE';

/** Looks at a program of one's own, in the browser alone, before it is named for anybody. */
export function FileCard() {
  const chooser = useEarlyInput<HTMLInputElement>();
  const [seen, setSeen] = useState<InspectedFile | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const newest = useRef<File>(null);
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (file === undefined) return;
    // One that was chosen before may be read later.
    newest.current = file;
    setSeen(null);
    setTrouble(file.size > LARGEST_FILE ? TOO_LARGE : null);
    if (file.size > LARGEST_FILE) return;
    const isNewest = () => newest.current === file;
    inspectFile(file).then(
      (found) => isNewest() && setSeen(found),
      () => isNewest() && setTrouble(`${file.name} could not be read. Choose it again.`),
    );
  };
  const over = useDroppedFiles(take);
  return (
    <Card
      title="Look at a file here"
      className={cn(over && 'border-accent bg-accent-soft', seen === null && 'print:hidden')}
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">
          Choose a program of Windows, or drop it anywhere on this page. It is read in this browser and sent
          nowhere.
        </p>
        <input
          ref={chooser}
          type="file"
          accept=".exe,.dll,.scr,.ocx"
          hidden
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <div>
          <Button onClick={() => chooser.current?.click()}>
            <FileSearch aria-hidden /> Choose a file
          </Button>
        </div>
        <div role="status" className="-mt-3 not-empty:mt-0">
          {trouble === null ? null : <p className="text-sm font-medium text-bad">{trouble}</p>}
          {seen === null ? null : (
            <>
              <h3 className="mb-2 font-medium wrap-anywhere">{seen.name}</h3>
              <ProgramEvidence state={seen.state} />
            </>
          )}
        </div>
      </div>
    </Card>
  );
}
