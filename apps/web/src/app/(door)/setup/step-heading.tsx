'use client';
import { type ReactNode, useEffect, useRef } from 'react';

/** Takes the keyboard and a screen reader along when the step before it, with the button that was pressed, is gone. */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold focus:outline-none">
      {children}
    </h2>
  );
}
