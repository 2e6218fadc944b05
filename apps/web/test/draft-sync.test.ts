import { describe, expect, it } from 'vitest';
import { beginDraft, type DraftEvent, type DraftSync, sameContent, syncDraft } from '../src/plan/draft-sync';
import { usualPlan } from '../src/plan/usual-plan';

const USUAL = usualPlan({}, 'UTC', 0);
const content = (name: string, atOnce = 1) => ({
  name,
  draft: { ...USUAL, limits: { atOnce, perMinute: null } },
});
const stored = (name: string, planHash: string, atOnce = 1) => ({
  ...content(name, atOnce),
  id: 'r1',
  planHash,
});

const after = (sync: DraftSync, ...events: DraftEvent[]) => events.reduce(syncDraft, sync);
const SAVED = beginDraft(stored('Autumn', 'h1'), content('Autumn'));

describe('a draft', () => {
  it('is saved as long as nothing differs, in whatever order the store gives it back', () => {
    expect(SAVED.state).toBe('saved');
    const draft = { limits: { perMinute: null, atOnce: 1 }, ...USUAL };
    draft.limits = { perMinute: null, atOnce: 1 };
    expect(sameContent(content('Autumn'), { draft, name: 'Autumn' })).toBe(true);
  });

  it('that no server has yet is unsaved', () => {
    expect(beginDraft(null, content('Autumn')).state).toBe('unsaved');
  });

  it('brings back what the tab had not saved when it was closed', () => {
    const sync = after(SAVED, { kind: 'recovered', content: content('Autumn', 7), planHash: 'h1' });
    expect(sync).toMatchObject({ state: 'unsaved', mine: content('Autumn', 7) });
  });

  it('brings it back as one of two where another tab saved meanwhile', () => {
    const sync = after(SAVED, { kind: 'recovered', content: content('Autumn', 7), planHash: 'h0' });
    expect(sync).toMatchObject({ state: 'conflict', mine: content('Autumn', 7), theirs: { planHash: 'h1' } });
  });

  it('is unsaved again by what is typed while it is being saved', () => {
    const sync = after(
      SAVED,
      { kind: 'edited', content: content('Autumn', 2) },
      { kind: 'sending' },
      { kind: 'edited', content: content('Autumn', 3) },
      { kind: 'sent', id: 'r1', planHash: 'h2' },
    );
    expect(sync).toMatchObject({ state: 'unsaved', mine: content('Autumn', 3) });
    expect(sync.stored).toMatchObject({ planHash: 'h2', draft: content('Autumn', 2).draft });
  });

  it('keeps what was typed while the server can’t be heard', () => {
    const sync = after(
      SAVED,
      { kind: 'edited', content: content('Autumn', 2) },
      { kind: 'sending' },
      { kind: 'unreachable' },
      { kind: 'edited', content: content('Autumn', 3) },
    );
    expect(sync).toMatchObject({ state: 'unreachable', mine: content('Autumn', 3) });
    expect(sync.stored?.planHash).toBe('h1');
  });

  it('takes another tab’s version quietly where nothing was typed here', () => {
    const sync = after(SAVED, { kind: 'heard', stored: stored('Autumn', 'h2', 9) });
    expect(sync).toMatchObject({ state: 'saved', mine: content('Autumn', 9) });
  });

  it('puts another tab’s version before the author where something was typed here', () => {
    const typed = after(SAVED, { kind: 'edited', content: content('Autumn', 2) });
    const sync = after(typed, { kind: 'heard', stored: stored('Autumn', 'h2', 9) });
    expect(sync).toMatchObject({ state: 'conflict', mine: content('Autumn', 2), theirs: { planHash: 'h2' } });
    expect(after(sync, { kind: 'take-theirs' })).toMatchObject({
      state: 'saved',
      mine: content('Autumn', 9),
    });
    expect(after(sync, { kind: 'keep-mine' })).toMatchObject({
      state: 'unsaved',
      mine: content('Autumn', 2),
      stored: { planHash: 'h2' },
    });
  });

  it('is no conflict where another tab typed the same', () => {
    const typed = after(SAVED, { kind: 'edited', content: content('Autumn', 2) });
    const sync = after(typed, { kind: 'heard', stored: stored('Autumn', 'h2', 2) });
    expect(sync).toMatchObject({ state: 'saved', stored: { planHash: 'h2' } });
  });

  it('refused by the server as outrun waits for theirs before it can be settled', () => {
    const outrun = after(
      SAVED,
      { kind: 'edited', content: content('Autumn', 2) },
      { kind: 'sending' },
      { kind: 'outrun', error: 'conflict' },
    );
    expect(outrun).toMatchObject({ state: 'conflict', theirs: null });
    expect(after(outrun, { kind: 'keep-mine' })).toEqual(outrun);
    expect(after(outrun, { kind: 'heard', stored: stored('Autumn', 'h2', 9) })).toMatchObject({
      state: 'conflict',
      theirs: { planHash: 'h2' },
    });
  });

  describe('that hears another tab’s version while its own is on the way', () => {
    const heard = (version: ReturnType<typeof stored>) =>
      after(
        SAVED,
        { kind: 'edited', content: content('Autumn', 2) },
        { kind: 'sending' },
        { kind: 'heard', stored: version },
      );
    const saving = heard(stored('Autumn', 'h2', 9));

    it('goes on until it is answered', () => {
      expect(saving).toMatchObject({ state: 'saving', mine: content('Autumn', 2), theirs: null });
    });

    it.each([
      ['outrun', { kind: 'outrun', error: 'conflict' }],
      ['not heard', { kind: 'unreachable' }],
      ['refused', { kind: 'refused', error: 'invalid' }],
    ] as const)('puts it before the author when it is %s', (_, event) => {
      expect(after(saving, event)).toMatchObject({
        state: 'conflict',
        mine: content('Autumn', 2),
        theirs: { planHash: 'h2' },
      });
    });

    it('is saved when both are the same, or when it was its own that it heard', () => {
      const same = heard(stored('Autumn', 'h2', 2));
      expect(after(same, { kind: 'outrun', error: 'conflict' })).toMatchObject({ state: 'saved' });
      expect(after(same, { kind: 'sent', id: 'r1', planHash: 'h2' })).toMatchObject({ state: 'saved' });
    });

    it('takes one that came after its own', () => {
      const sync = after(saving, { kind: 'sent', id: 'r1', planHash: 'h1a' });
      expect(sync).toMatchObject({ state: 'saved', mine: content('Autumn', 9) });
    });

    it('takes nothing back to the version that its own was made from', () => {
      const sync = after(heard(stored('Autumn', 'h1')), { kind: 'sent', id: 'r1', planHash: 'h2' });
      expect(sync).toMatchObject({ state: 'saved', mine: content('Autumn', 2), stored: { planHash: 'h2' } });
    });

    it('forgets it with the next save', () => {
      const again = after(saving, { kind: 'unreachable' }, { kind: 'keep-mine' }, { kind: 'sending' });
      const sync = after(again, { kind: 'sent', id: 'r1', planHash: 'h3' });
      expect(sync).toMatchObject({ state: 'saved', mine: content('Autumn', 2), stored: { planHash: 'h3' } });
    });
  });

  it.each([
    ['heard', { kind: 'heard', stored: stored('Autumn', 'h2', 9) }],
    ['outrun', { kind: 'outrun', error: 'conflict' }],
  ] as const)(
    'is no conflict any more where the other tab went back to what it was made from (%s)',
    (_, event) => {
      const typed = after(SAVED, { kind: 'edited', content: content('Autumn', 2) });
      const sync = after(typed, event, { kind: 'heard', stored: stored('Autumn', 'h1') });
      expect(sync).toMatchObject({ state: 'unsaved', mine: content('Autumn', 2), theirs: null });
    },
  );

  describe('whose save was written and whose answer was lost', () => {
    const typing = (last: number, ...events: DraftEvent[]) =>
      after(
        SAVED,
        { kind: 'edited', content: content('Autumn', 2) },
        { kind: 'sending' },
        { kind: 'edited', content: content('Autumn', last) },
        ...events,
      );
    const lost = { kind: 'unreachable' } as const;
    const own = { kind: 'heard', stored: stored('Autumn', 'h2', 2) } as const;

    it.each([
      ['afterwards', [lost, own]],
      ['meanwhile', [own, lost]],
    ] as const)('keeps what was typed back since, where that save is heard %s', (_, events) => {
      expect(typing(1, ...events)).toMatchObject({ state: 'unsaved', mine: content('Autumn', 1) });
    });

    it('takes its own save for nobody else’s', () => {
      expect(typing(3, lost, own)).toMatchObject({
        state: 'unsaved',
        mine: content('Autumn', 3),
        stored: { planHash: 'h2' },
        theirs: null,
      });
    });
  });

  it('that is not stored under this address brings back what was kept of it, whatever it was made from', () => {
    const begun = beginDraft(null, content('', 1));
    const sync = after(begun, { kind: 'recovered', content: content('Autumn', 2), planHash: 'h1' });
    expect(sync).toMatchObject({ state: 'unsaved', mine: content('Autumn', 2), theirs: null });
  });

  it('hears a version that it has as nothing new', () => {
    expect(after(SAVED, { kind: 'heard', stored: stored('Autumn', 'h1') })).toBe(SAVED);
  });
});
