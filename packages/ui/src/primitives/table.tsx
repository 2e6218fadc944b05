import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A table that scrolls sideways inside its own frame instead of the page. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      className="relative w-full overflow-x-auto rounded-lg border bg-surface print:overflow-visible"
    >
      <table
        aria-label={label}
        className={cn('w-full border-collapse text-left text-sm', className)}
        {...rest}
      />
    </section>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} className={cn('border-b bg-sunken/60', props.className)} />;
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 px-3 text-xs font-medium whitespace-nowrap text-muted print:whitespace-normal',
        className,
      )}
      {...rest}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'break-inside-avoid border-b border-line/70 last:border-0 focus-within:bg-hover hover:bg-hover',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('h-9 px-3 py-1.5 align-middle', className)} {...rest} />;
}
