import { describe, expect, it } from 'vitest';
import { messageBoxAnswer, messageBoxOf } from '../src/index';

const ASKS = { defer: true, refuse: true };
const legendOf = (language: string | null, offers = ASKS) => messageBoxOf('Text', offers, language).body;

describe('what stands below the text of a message box', () => {
  it.each([
    ['en-US', 'Yes: go on\nNo: refuse\nCancel: later'],
    ['de-AT', 'Ja: einverstanden\nNein: ablehnen\nAbbrechen: später'],
    ['pt-BR', 'Sim: continuar\nNão: recusar\nCancelar: mais tarde'],
    ['zh-Hans', '是: 继续\n否: 拒绝\n取消: 稍后'],
    ['tr', 'Yes: go on\nNo: refuse\nCancel: later'],
    ['constructor', 'Yes: go on\nNo: refuse\nCancel: later'],
    [null, 'Yes: go on\nNo: refuse\nCancel: later'],
  ])('is in the language of %s', (language, legend) => {
    expect(legendOf(language)).toBe(`Text\n\n${legend}`);
  });

  it('names every button that the box has, and what it answers', () => {
    const cases = [
      { offers: ASKS, ids: [6, 7, 2], answers: ['acknowledged', 'refused', 'deferred'] },
      { offers: { defer: true, refuse: false }, ids: [6, 7], answers: ['acknowledged', 'deferred'] },
      { offers: { defer: false, refuse: true }, ids: [6, 7], answers: ['acknowledged', 'refused'] },
      { offers: { defer: false, refuse: false }, ids: [1], answers: ['acknowledged'] },
    ];
    for (const { offers, ids, answers } of cases) {
      expect(messageBoxOf('Text', offers, 'ja').buttons).toHaveLength(ids.length);
      expect(ids.map((id) => messageBoxAnswer(offers, id))).toEqual(answers);
    }
    expect(legendOf('ja', { defer: false, refuse: false })).toBe('Text');
  });
});
