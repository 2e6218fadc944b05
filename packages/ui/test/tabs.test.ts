import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Tabs } from '../src/primitives/tabs';

describe('tabs that the server writes', () => {
  it('hold no style of their own, which the page’s policy forbids', () => {
    const tabs = [
      { value: 'en', title: 'English', content: 'words' },
      { value: 'de', title: 'German', content: 'Worte' },
    ];
    const html = renderToString(createElement(Tabs, { label: 'Languages', value: 'en', tabs }));
    expect(html).toContain('role="tablist"');
    expect(html).toContain('words');
    expect(html).not.toMatch(/ style=/);
  });
});
