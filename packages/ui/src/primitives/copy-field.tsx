import { cn } from '../cn';
import { CopyButton } from './copy-button';

/** A value in the monospaced face with a button that copies it. */
export function CopyField(props: { value: string; what: string; className?: string }) {
  return (
    <span className={cn('inline-flex max-w-full items-center gap-0.5', props.className)}>
      <code className="min-w-0 truncate text-xs" title={props.value}>
        {props.value}
      </code>
      <CopyButton text={props.value} what={props.what} />
    </span>
  );
}
