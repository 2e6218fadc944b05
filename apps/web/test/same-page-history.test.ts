import { expect, it } from 'vitest';
import { keepRendering } from '../src/shell/same-page-history';

/** As a browser has it: the state is no property of the event itself. */
class Traversal {
  constructor(private readonly kept: unknown) {}
  get state(): unknown {
    return this.kept;
  }
}

const stateAfter = (kept: unknown): unknown => {
  const event = new Traversal(kept);
  keepRendering(event as unknown as PopStateEvent);
  return event.state;
};

it('takes the rendering out of an entry of Next, which remains one', () => {
  const kept = { __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: { tree: ['', {}] }, own: 1 };
  expect(stateAfter(kept)).toEqual({ __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: undefined, own: 1 });
  expect(kept.__PRIVATE_NEXTJS_INTERNALS_TREE).toEqual({ tree: ['', {}] });
});

it('leaves alone what is no entry of Next', () => {
  expect(stateAfter(null)).toBeNull();
  expect(stateAfter({ own: 1 })).toEqual({ own: 1 });
});
