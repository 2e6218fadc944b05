import { describe, expect, it } from 'vitest';
import { readZone } from '../src/shell/zone-cookie';

describe('readZone', () => {
  it('keeps the name that the browser uses', () => {
    expect(readZone('Asia/Kolkata')).toBe('Asia/Kolkata');
    expect(readZone('Asia/Calcutta')).toBe('Asia/Calcutta');
  });

  it.each([undefined, '', 'Mars/Phobos', '<script>'])('takes %j for none', (cookie) => {
    expect(readZone(cookie)).toBeNull();
  });
});
