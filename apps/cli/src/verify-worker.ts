import { type BundleVerdict, readFingerprint, verifyBundle } from '@teredo-fleet/evidence';
import { BROWSER_TOOLS } from './verify/browser-tools';

/** What a page asks. Texts are as somebody typed them; empty: nothing is known. */
interface Question {
  file: Blob;
  fingerprint: string;
  head: string;
}

/** What it is told. `refused`: what was typed is no fingerprint. */
type Answer =
  | { kind: 'progress'; readBytes: number }
  | { kind: 'refused' }
  | { kind: 'verdict'; verdict: BundleVerdict }
  | { kind: 'failed'; why: string };

/** The worker's side of the channel to its page. */
declare const self: {
  onmessage: ((event: { data: Question }) => void) | null;
  postMessage(answer: Answer): void;
};

const PROGRESS_MS = 100;

function progressTeller(): (readBytes: number) => void {
  let toldAt = 0;
  return (readBytes) => {
    if (performance.now() - toldAt < PROGRESS_MS) return;
    toldAt = performance.now();
    self.postMessage({ kind: 'progress', readBytes });
  };
}

async function answer({ file, fingerprint, head }: Question): Promise<Answer> {
  const known = fingerprint.trim() === '' ? null : readFingerprint(fingerprint);
  if (known === null && fingerprint.trim() !== '') return { kind: 'refused' };
  const source = {
    size: file.size,
    read: async (from: number, length: number) =>
      new Uint8Array(await file.slice(from, from + length).arrayBuffer()),
  };
  const outside = { fingerprint: known, head: head.trim() === '' ? null : head.trim() };
  const verdict = await verifyBundle({ source, ...outside, progress: progressTeller() }, BROWSER_TOOLS);
  return { kind: 'verdict', verdict };
}

self.onmessage = ({ data }) => {
  answer(data).then(
    (told) => self.postMessage(told),
    (error: unknown) =>
      self.postMessage({ kind: 'failed', why: error instanceof Error ? error.message : '' }),
  );
};
