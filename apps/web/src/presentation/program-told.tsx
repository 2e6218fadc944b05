import { Disclosure } from '@teredo-fleet/ui';
import type { ProgramState } from '@/trpc/shapes';
import { programAdvice } from './program-advice';
import { ProgramEvidence } from './program-evidence';

/** What is said of a program on a machine, what helps there, and what that rests on. */
export function ProgramTold({ state }: { state: ProgramState }) {
  return (
    <>
      <p className="text-muted">{state.text}</p>
      {programAdvice(state).map((advice) => (
        <p key={advice}>{advice}</p>
      ))}
      {state.sockets === null ? null : (
        <Disclosure summary="What it rests on" className="text-xs [&_summary]:text-xs">
          <div className="ml-5">
            <ProgramEvidence state={state} />
          </div>
        </Disclosure>
      )}
    </>
  );
}
