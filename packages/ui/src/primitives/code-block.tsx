import { cn } from '../cn';
import { CopyButton } from './copy-button';
import { showHiddenMarks } from './show-hidden-marks';

/** Line ends as a browser reads them: React keeps a first empty line of `pre` from being lost only if it is LF. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * Text to copy whole: a command, a raw output. Wraps, so that nothing is cut off at narrow widths; what is hidden in it
 * is shown, and copied as it is.
 */
export function CodeBlock(props: {
  code: string;
  what?: string;
  className?: string;
  tall?: boolean;
  copyWords?: boolean;
}) {
  const what = props.what ?? 'text';
  return (
    <div className={cn('relative rounded-md border bg-sunken', props.className)}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className={cn(
          'overflow-auto px-3 py-2.5 pr-10 text-xs leading-5 break-all whitespace-pre-wrap',
          props.tall ? 'max-h-[60vh]' : 'max-h-64',
        )}
      >
        {showHiddenMarks(withPlainLineEnds(props.code))}
      </pre>
      <CopyButton text={props.code} what={what} className="absolute top-1.5 right-1.5 bg-sunken" />
    </div>
  );
}
