'use client';
import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { flushSync } from 'react-dom';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Sets a value as a person does. React's own property on the element would take it for what React has set itself. */
function enter(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const { selectionStart, selectionEnd } = control;
  control.value = control.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
  if (selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd);
  control.dispatchEvent(new Event('input', { bubbles: true }));
}

function tick(box: HTMLInputElement, checked: boolean): void {
  box.checked = !checked;
  box.click();
}

function choose(select: HTMLSelectElement, value: string): void {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What the control would show if nobody had touched it: browsers mend line ends and what is no date or number. */
function untouched(control: HTMLInputElement | HTMLTextAreaElement): string {
  const fresh = document.createElement(control.localName) as typeof control;
  for (const { name, value } of control.attributes) fresh.setAttribute(name, value);
  fresh.defaultValue = control.defaultValue;
  return fresh.value;
}

/** How to tell what stands in a control, where that is not what was sent with the page; null: it is. */
function toTell(control: Control): (() => void) | null {
  if (control instanceof HTMLSelectElement) {
    // What React makes itself marks no option as selected.
    const sent = [...control.options].find((one) => one.defaultSelected);
    const { value } = control;
    return sent === undefined || sent.selected ? null : () => choose(control, value);
  }
  if (control.type === 'checkbox' || control.type === 'radio') {
    const { checked } = control as HTMLInputElement;
    const isSent = checked === (control as HTMLInputElement).defaultChecked;
    const isLeft = control.type === 'radio' && !checked;
    return isSent || isLeft ? null : () => tick(control as HTMLInputElement, checked);
  }
  const { value } = control;
  return value === untouched(control) ? null : () => enter(control, value);
}

/**
 * React takes no notice of what was typed, ticked or chosen before the page became live, and takes it away with the
 * next news. It is told here as if it were done at that moment: control by control, so that a form that keeps all of
 * them in one object has each.
 * @returns the control's own ref; `outer` gets the same element.
 */
export function useEarlyInput<C extends Control>(outer?: Ref<C>): RefObject<C | null> {
  const own = useRef<C>(null);
  useImperativeHandle(outer, () => own.current as C);
  useEffect(() => {
    const tell = own.current && toTell(own.current);
    if (tell) queueMicrotask(() => flushSync(tell));
  }, []);
  return own;
}
