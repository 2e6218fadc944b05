import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageTextOf } from '../../src/index';

const LINK = 'Read more: http://notices.example.com:3002/n/7K3MX-9QTPA-X2WDR-0ABCD';
const TITLE = 'Teredo will be turned on';
const WHAT =
  'Your administrator is turning on Teredo on this computer. It lets programs use IPv6 over your network; if IPv6 is missing, it is installed as well.';
const WHEN = 'It starts after this notice and takes about a minute. You can go on working.';

describe('what Windows’ msg shows, which takes fewer than 256 characters', () => {
  it('is all of a notice that has room', () => {
    const body = 'x'.repeat(255 - TITLE.length - 2);
    expect(messageTextOf(TITLE, body)).toBe(`${TITLE}\n\n${body}`);
    expect(messageTextOf(TITLE, `${body}x`)).toBeNull();
  });

  it('is title, whole sentences and the address of a longer one', () => {
    expect(messageTextOf(TITLE, `${WHAT}\n\n${WHEN}\n\n${LINK}`)).toBe(`${TITLE}\n\n${WHAT}\n\n${LINK}`);
    const [first] = WHAT.split('. ');
    const longer = `${TITLE}, and soon`;
    expect(messageTextOf(longer, `${WHAT} ${WHEN}\n\n${LINK}-E4567`)).toBe(
      `${longer}\n\n${first}.\n\n${LINK}-E4567`,
    );
  });

  it('ends no sentence at a date', () => {
    const body = `Am 28. ${'November '.repeat(20)}geht es los. Danach nicht.\n\n${LINK}`;
    expect(messageTextOf(TITLE, body)).toBe(`${TITLE}\n\n${LINK}`);
  });

  it('ends sentences of Chinese and Japanese, too', () => {
    const body = `${'此计算机上的将被启用。'.repeat(20)}\n\n${LINK}`;
    const shown = messageTextOf(TITLE, body) ?? '';
    expect(shown).toMatch(/用。\n\nRead more: /);
    expect(shown.length).toBeGreaterThan(240);
  });

  it('is nothing where the address has no room, or there is none', () => {
    expect(messageTextOf('t'.repeat(200), `${WHAT}\n\n${LINK}`)).toBeNull();
    expect(messageTextOf(TITLE, `${WHAT}\n\n${WHEN}\n\n${WHEN}`)).toBeNull();
    expect(messageTextOf(TITLE, `${WHAT} ${WHEN} see http://example.com/help for more.`)).toBeNull();
  });

  it('is never longer, never without its address, and begins as the notice does', () => {
    const words = fc.array(fc.constantFrom('Teredo', '28.', 'wird.', 'an!', '。', '\n\n', 'IPv6'), {
      maxLength: 90,
    });
    fc.assert(
      fc.property(words, words, (title, body) => {
        const [head, text] = [title.slice(0, 9).join(' '), body.join(' ')];
        const shown = messageTextOf(head, `${text}\n\n${LINK}`);
        if (shown === null) return;
        expect(shown.length).toBeLessThan(256);
        expect(shown.endsWith(`\n\n${LINK}`)).toBe(true);
        expect(`${head}\n\n${text}`.startsWith(shown.slice(0, -LINK.length).trimEnd())).toBe(true);
      }),
    );
  });
});
