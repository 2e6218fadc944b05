import { describe, expect, it } from 'vitest';
import { repairMojibake } from '../../src/text/mojibake';

const shownAs = (bytes: Buffer | number[], label: string): string =>
  new TextDecoder(label).decode(Uint8Array.from(bytes));

describe('text that an editor of Western Europe showed', () => {
  it('is given back where it is UTF-8', () => {
    for (const text of ['Größe', 'Состояние : dormant', '状态', 'Zażółć', '😀'])
      expect(repairMojibake(shownAs(Buffer.from(text), 'windows-1252'))).toBe(text);
  });

  it.each([
    ['Ð”Ð° : dormant', 'Да : dormant'],
    ['â€¦ state', '… state'],
    ['Donâ€™t', 'Don’t'],
    ['ZaÅ¼Ã³Å‚Ä‡', 'Zażółć'],
  ])('is given back from %j, whose characters are no bytes by their numbers', (shown, text) => {
    expect(repairMojibake(shown)).toBe(text);
  });

  it('stays where other characters are among it', () => {
    expect(repairMojibake('状 GrÃ¶ÃŸe')).toBe('状 GrÃ¶ÃŸe');
  });

  it('is given back where it is known Chinese', () => {
    expect(repairMojibake(shownAs([0xb7, 0xfe, 0xce, 0xf1, 0xc6, 0xf7], 'windows-1252'))).toBe('服务器');
  });

  it.each(['Größe', 'état', 'plain', '', '状态', 'Š'])('stays where it is what it seems: %j', (text) => {
    expect(repairMojibake(text)).toBe(text);
  });
});
