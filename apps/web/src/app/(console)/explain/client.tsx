'use client';
import { Callout, PageHeader } from '@teredo-fleet/ui';
import { useMemo, useState } from 'react';
import { explainTexts, type GivenText, isTurnedRound, readGivenFile } from './explain-texts';
import { Given } from './given';
import { Result } from './result';

async function readGivenFiles(files: readonly File[]) {
  const read = await Promise.all(files.map(readGivenFile));
  const texts = read.filter((one): one is GivenText => typeof one !== 'string');
  const troubles = read.filter((one): one is string => typeof one === 'string');
  return { texts, trouble: troubles.length > 0 ? troubles.join(' ') : null };
}

function TurnedRound() {
  return (
    <Callout tone="warn" title="The text has hidden characters that turn it round">
      Above, parts of it may be seen backwards. What follows is what the characters really are, in their
      order.
    </Callout>
  );
}

export function ExplainClient() {
  const [pasted, setPasted] = useState('');
  const [files, setFiles] = useState<readonly GivenText[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const texts = useMemo(
    () => (pasted.trim() === '' ? files : [...files, { name: null, text: pasted }]),
    [pasted, files],
  );
  const explanation = useMemo(() => (texts.length === 0 ? null : explainTexts(texts)), [texts]);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <PageHeader
        title="Explain"
        description="Paste what a machine printed about Teredo, and read what it means, who decides there and what would help."
      />
      <Given
        pasted={pasted}
        files={files}
        trouble={trouble}
        onPaste={setPasted}
        onFiles={async (chosen) => {
          const { texts, trouble: found } = await readGivenFiles(chosen);
          setFiles((before) => [...before, ...texts]);
          setTrouble(found);
        }}
        onRemove={(index) => setFiles((before) => before.filter((_, at) => at !== index))}
      />
      <div aria-live="polite" className="flex flex-col gap-4">
        {isTurnedRound(texts) ? <TurnedRound /> : null}
        {explanation ? <Result explanation={explanation} /> : null}
      </div>
    </div>
  );
}
