import { describe, expect, it } from 'vitest';
import { Page, wrap } from '../src/print/page';

const page = (colour: boolean, width = 40) => new Page({ colour, width });

describe('a page for a terminal', () => {
  it('breaks at spaces and leaves a long word whole', () => {
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
    expect(wrap('a verylongword b', 4)).toEqual(['a', 'verylongword', 'b']);
    expect(wrap('', 4)).toEqual(['']);
  });

  it('puts values below one another, and a name that is too wide on a line of its own', () => {
    const told = page(false, 24);
    told.pair('Type', 'a value of some length', 6);
    told.pair('A very wide name', 'value', 6);
    told.pair('Empty', '', 6);
    expect(told.text().split('\n')).toEqual([
      '  Type    a value of',
      '          some length',
      '  A very wide name',
      '    value',
      '  Empty',
    ]);
  });

  it('colours words on a terminal only, and never the text behind them', () => {
    const coloured = page(true);
    coloured.say('title', 2, 'PROBLEM  ', 'red');
    expect(coloured.text()).toBe('  \u001b[31mPROBLEM\u001b[0m  title');
    const plain = page(false);
    plain.say('title', 2, 'PROBLEM  ', 'red');
    expect(plain.text()).toBe('  PROBLEM  title');
    const bold = page(true);
    bold.heading('x');
    bold.say('y', 0);
    bold.heading('z');
    expect(bold.text()).toBe('\u001b[1mx\u001b[0m\ny\n\n\u001b[1mz\u001b[0m');
  });

  it('never breaks what is to be copied', () => {
    const copied = page(false, 10);
    copied.copyable('reg query HKLM\\A\\B /v C', 2);
    expect(copied.text()).toBe('  reg query HKLM\\A\\B /v C');
  });
});
