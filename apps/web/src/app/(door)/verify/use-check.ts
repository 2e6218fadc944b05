'use client';
import { useEffect, useRef, useState } from 'react';
import { type Answer, askWorker, type Question } from './ask-worker';

export type Checking =
  | { kind: 'nothing' }
  /** `part`: of 100. */
  | { kind: 'running'; part: number }
  | { kind: 'done'; fileName: string; answer: Answer };

/** Checks one bundle at a time; another question ends the one before. */
export function useCheck(): { checking: Checking; check(question: Question): void; clear(): void } {
  const [checking, setChecking] = useState<Checking>({ kind: 'nothing' });
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);
  const clear = () => {
    cancel.current();
    setChecking({ kind: 'nothing' });
  };
  const check = (question: Question) => {
    cancel.current();
    setChecking({ kind: 'running', part: 0 });
    const { size, name: fileName } = question.file;
    cancel.current = askWorker(question, {
      onProgress: (readBytes) =>
        setChecking({ kind: 'running', part: Math.min(99, Math.round((100 * readBytes) / size)) }),
      onAnswer: (answer) => setChecking({ kind: 'done', fileName, answer }),
    });
  };
  return { checking, check, clear };
}
