import fc from 'fast-check';
import type { NoticeWords } from '../../src/index';

export const words = (changes: Partial<NoticeWords> = {}): NoticeWords => ({
  language: 'en',
  title: 'Teredo will be turned on',
  body: '',
  changes: 'Programs can use IPv6 on this computer.',
  when: 'It starts after this notice.',
  whom: 'Ask {contact}.',
  ...changes,
});

export const VALUES = {
  contact: 'Ada Example (ada@example.org)',
  organisation: 'Example Ltd',
  rollout: 'Autumn',
};

/** Texts in which braces, placeholders and words meet in every order. */
export const bracedText = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '{contact}',
      '{organisation}',
      '{rollout}',
      '{nobody}',
      '{}',
      'word',
      ' ',
      '\n',
      '‮',
      '$&',
      '<b>',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
