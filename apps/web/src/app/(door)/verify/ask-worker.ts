import type { BundleVerdict } from '@teredo-fleet/evidence';

/** A bundle, and what is known from elsewhere; empty texts: nothing is. */
export interface Question {
  file: File;
  fingerprint: string;
  head: string;
}

/** What the worker tells. `refused`: what was typed is no fingerprint. */
export type Answer =
  | { kind: 'refused' }
  | { kind: 'verdict'; verdict: BundleVerdict }
  | { kind: 'failed'; why: string };

type Told = Answer | { kind: 'progress'; readBytes: number };

/** The same program as verify.mjs, served beside it. */
const WORKER = '/verify-worker.js';

/**
 * Has a bundle checked in a worker of this page, so that the page stays alive however large it is; nothing leaves the
 * browser. Returns what ends it early.
 */
export function askWorker(
  question: Question,
  { onProgress, onAnswer }: { onProgress(readBytes: number): void; onAnswer(answer: Answer): void },
): () => void {
  const worker = new Worker(WORKER);
  const end = (answer: Answer): void => {
    worker.terminate();
    onAnswer(answer);
  };
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind === 'progress') onProgress(data.readBytes);
    else end(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end({ kind: 'failed', why: event.message ?? '' });
  };
  worker.postMessage(question);
  return () => worker.terminate();
}
