'use client';
import { type Ref, type RefObject, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

type TextBox = HTMLInputElement | HTMLTextAreaElement;
type Control = TextBox | HTMLSelectElement;

/** How a control differs from what was sent with the page: how that is taken back, and how it is done again for React to hear. */
interface Difference {
  takeBack(): void;
  tell(): void;
}

/** Makes React forget what it has seen in the control, without touching that: text may be half composed. */
function forget(control: TextBox): void {
  const elsewhere = document.createElement(control.localName);
  Object.getOwnPropertyDescriptor(control, 'value')?.set?.call(elsewhere, control.defaultValue);
}

const setNatively = (control: TextBox, value: string) =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);

/** What the control would show if nobody had touched it: browsers mend line ends and what is no date or number. */
function untouched(control: TextBox): string {
  const fresh = document.createElement(control.localName) as TextBox;
  for (const name of ['type', 'min', 'max', 'step']) {
    const value = control.getAttribute(name);
    if (value !== null) fresh.setAttribute(name, value);
  }
  fresh.defaultValue = control.defaultValue;
  return fresh.value;
}

function inText(control: TextBox): Difference | null {
  const { value } = control;
  const sent = untouched(control);
  if (value === sent) return null;
  return {
    takeBack() {
      control.value = sent;
    },
    tell() {
      forget(control);
      if (control.value !== value) setNatively(control, value);
      control.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}

/** The radio buttons of which one is chosen, this one among them; of a check box, it alone. */
function groupOf(control: HTMLInputElement): HTMLInputElement[] {
  if (control.type !== 'radio') return [control];
  const named = [...document.getElementsByName(control.name)] as HTMLInputElement[];
  return named.filter(({ type, form }) => type === 'radio' && form === control.form);
}

function inBox(control: HTMLInputElement): Difference | null {
  const { checked, defaultChecked } = control;
  // Of several radio buttons, the one that is chosen speaks for all.
  if (checked === defaultChecked || (control.type === 'radio' && !checked)) return null;
  return {
    takeBack() {
      for (const one of groupOf(control)) one.checked = one.defaultChecked;
    },
    // What was told before may have ticked it already, as "Select all" does.
    tell() {
      if (control.checked !== checked) control.click();
    },
  };
}

function inFiles(control: HTMLInputElement): Difference | null {
  if (control.files === null || control.files.length === 0) return null;
  return {
    takeBack() {
      control.value = '';
    },
    tell() {
      control.dispatchEvent(new Event('change', { bubbles: true }));
    },
  };
}

function inSelect(control: HTMLSelectElement): Difference | null {
  const options = [...control.options];
  const chosen = options.find(({ selected }) => selected);
  // What React makes itself marks none.
  const sent = options.find(({ defaultSelected }) => defaultSelected);
  if (sent === undefined || chosen === undefined || sent === chosen) return null;
  return {
    takeBack() {
      sent.selected = true;
    },
    tell() {
      if (!chosen.isConnected || chosen.selected) return;
      chosen.selected = true;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    },
  };
}

const isTick = ({ type }: Control) => type === 'checkbox' || type === 'radio';
const isChoice = (control: Control) => control instanceof HTMLSelectElement || isTick(control);

function differenceOf(control: Control): Difference | null {
  if (control instanceof HTMLSelectElement) return inSelect(control);
  if (control instanceof HTMLTextAreaElement) return inText(control);
  if (control.type === 'file') return inFiles(control);
  return isTick(control) ? inBox(control) : inText(control);
}

/**
 * React takes no notice of what was typed, ticked or chosen before the page became live, and takes it away with the
 * next news. It is told here as if it were done at that moment: control by control, so that a form that keeps all of
 * them in one object has each. What the browser itself put back from an earlier page goes: it knows controls by their
 * place only, and another machine may stand there now.
 * @returns the control's own ref; `outer` gets the same element.
 */
export function useEarlyInput<C extends Control>(outer?: Ref<C>): RefObject<C | null> {
  const own = useRef<C>(null);
  useImperativeHandle(outer, () => own.current as C);
  useLayoutEffect(() => {
    const { touched } = window.earlyPage ?? {};
    const control = own.current;
    const difference = touched && control && differenceOf(control);
    if (!difference) return;
    const isPersons = touched.has(control);
    // Text stays as it stands: it may be half composed. So does a file, which nothing but a person can give.
    if (!isPersons || isChoice(control)) difference.takeBack();
    if (isPersons) queueMicrotask(() => flushSync(difference.tell));
  }, []);
  return own;
}
