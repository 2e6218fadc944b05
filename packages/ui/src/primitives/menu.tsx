'use client';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { cn } from '../cn';

const line =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0';

/** A menu that opens from a button; it opens inside the landmark or dialog that the button is in. */
export function Menu(props: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const onOpenChange = () =>
    setContainer(anchor.current?.closest<HTMLElement>('[role="dialog"], main, aside') ?? null);
  return (
    <Radix.Root modal={false} onOpenChange={onOpenChange}>
      <span ref={anchor} className="contents">
        <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      </span>
      <Radix.Portal container={container}>
        <Radix.Content
          align={props.align ?? 'start'}
          side={props.side ?? 'bottom'}
          sideOffset={4}
          collisionPadding={8}
          // One with many items scrolls, and what scrolls has to take the keyboard.
          tabIndex={0}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-1rem)] min-w-44 animate-fade overflow-y-auto rounded-md border bg-raised p-1 shadow-raised"
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={cn(line, className)} {...rest} />;
}

export function MenuCheckItem({ className, children, ...rest }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(line, className)} {...rest}>
      <span className="inline-flex size-3.5 items-center justify-center rounded-[3px] border border-line-strong">
        <Radix.ItemIndicator>
          <Check aria-hidden />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuRadioGroup<T extends string>(props: {
  value: T;
  onChange(value: T): void;
  choices: readonly { value: T; label: ReactNode }[];
}) {
  return (
    <Radix.RadioGroup value={props.value} onValueChange={(value) => props.onChange(value as T)}>
      {props.choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={line}>
          <span className="inline-flex size-3.5 items-center justify-center">
            <Radix.ItemIndicator>
              <Check aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {choice.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label className={cn('px-2 pt-1.5 pb-1 text-2xs font-medium text-faint', className)} {...rest} />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
