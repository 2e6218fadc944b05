import { describe, expect, it } from 'vitest';
import { hasInvisible, withInvisibleShown } from '../src/invisible-signs';

describe('what is not seen in a text', () => {
  it.each([
    ['an ideograph in one of its forms', '葛\u{e0100}城'],
    ['a keycap', 'Room 1\ufe0f\u20e3'],
    ['a number sign of Arabic', '\u0600\u0661\u0662'],
    ['a joiner in Persian', 'می\u200cخواهم'],
    ['a family', '👩\u200d👧'],
  ])('is not %s', (_, text) => {
    expect([hasInvisible(text), withInvisibleShown(text)]).toEqual([false, text]);
  });

  it.each([
    ['a space of no width', 'Desk\u200b', 'Desk\\u{200B}'],
    ['the form of no ideograph', 'Desk\u{e0100}', 'Desk\\u{E0100}'],
    ['a form of a digit that is no keycap', 'Desk 1\ufe0f', 'Desk 1\\u{FE0F}'],
    ['a joiner between Latin letters', 'De\u200dsk', 'De\\u{200D}sk'],
  ])('is %s', (_, text, shown) => {
    expect([hasInvisible(text), withInvisibleShown(text)]).toEqual([true, shown]);
  });
});
