import { cn } from '../cn';
import { CopyButton } from './copy-button';

/** A value in the monospaced face with a button that copies it. Long ones break into lines; `short` cuts them off. */
export function CopyField(props: { value: string; what: string; className?: string; short?: boolean }) {
  return (
    <span className={cn('inline-flex max-w-full items-center gap-0.5', props.className)}>
      <code className={cn('min-w-0 text-xs', props.short ? 'truncate' : 'break-all')} title={props.value}>
        {props.value}
      </code>
      <CopyButton text={props.value} what={props.what} />
    </span>
  );
}
