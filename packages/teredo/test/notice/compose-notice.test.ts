import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeNotice, fillPlaceholders, placeholdersOf, splitPlaceholders } from '../../src/index';
import { bracedText, VALUES, words } from './notice-texts';

describe('composing a notice', () => {
  it('puts the parts that were written on lines of their own, in the order in which they are read', () => {
    const composed = composeNotice(words({ body: 'Dear colleague,\nplease read this. ' }), VALUES);
    expect(composed).toEqual({
      language: 'en',
      title: 'Teredo will be turned on',
      body: [
        'Dear colleague,',
        'please read this.',
        'Programs can use IPv6 on this computer.',
        'It starts after this notice.',
        'Ask Ada Example (ada@example.org).',
      ].join('\n'),
    });
    expect(composeNotice(words({ when: ' ', whom: '' }), VALUES).body).toBe(words().changes);
  });

  it('fills placeholders in the title too, and says the same however often it is asked', () => {
    const one = words({ title: '{rollout} of {organisation}' });
    expect(composeNotice(one, VALUES).title).toBe('Autumn of Example Ltd');
    expect(composeNotice(one, VALUES)).toEqual(composeNotice({ ...one }, { ...VALUES }));
  });

  it('takes a value as it stands: no placeholder, pattern or line of its own comes of it', () => {
    const values = { ...VALUES, rollout: '{contact} $& $1\n\n*** Urgent ***' };
    expect(fillPlaceholders('{rollout}!', values)).toBe('{contact} $& $1 *** Urgent ***!');
  });

  it('leaves markup the text that it is', () => {
    const text = '<b>now</b> &amp; <script>1</script>';
    expect(composeNotice(words({ body: text }), VALUES).body).toContain(text);
  });
});

describe('placeholders', () => {
  it('split a text without losing a character', () => {
    fc.assert(
      fc.property(bracedText, (text) => {
        const joined = splitPlaceholders(text)
          .map((part) => (part.kind === 'placeholder' ? `{${part.name}}` : part.text))
          .join('');
        expect(joined).toBe(text);
      }),
    );
  });

  it('are all replaced, and nothing else is', () => {
    fc.assert(
      fc.property(bracedText, fc.string(), (text, value) => {
        const values = { ...VALUES, contact: value };
        const expected = text
          .split('{contact}')
          .map((piece) => piece.split('{organisation}').join(VALUES.organisation))
          .map((piece) => piece.split('{rollout}').join(VALUES.rollout))
          .join(value.replace(/\s+/g, ' '));
        expect(fillPlaceholders(text, values)).toBe(expected);
      }),
    );
  });

  it('are named once each, where they stand', () => {
    expect(placeholdersOf('{rollout} {contact} {rollout} {other}')).toEqual(['contact', 'rollout']);
    expect(placeholdersOf('{ contact } {Contact} {contact')).toEqual([]);
  });
});
