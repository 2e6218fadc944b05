import { proveSchema } from '@teredo-fleet/protocol';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readHostFacts } from '../src/windows/host-facts';

const values = new Map<string, unknown>();
const WINDOWS = {
  RegRead(name: string): unknown {
    const value = values.get(name.replace(/^.*\\/, ''));
    if (value === undefined) throw Object.assign(new Error('not found'), { number: -2147024894 });
    return value;
  },
  ExpandEnvironmentStrings: (text: string) => text.replace('%COMPUTERNAME%', 'KIOSK-7'),
};
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return WINDOWS;
    }
  },
);
vi.stubGlobal(
  'VBArray',
  class {
    constructor(private readonly array: unknown) {
      if (!Array.isArray(array)) throw new TypeError('no array');
    }
    toArray = () => this.array;
  },
);
afterAll(() => vi.unstubAllGlobals());

function factsWith(written: Record<string, unknown>) {
  values.clear();
  for (const [name, value] of Object.entries(written)) values.set(name, value);
  return readHostFacts();
}

const SHUTDOWN = [0x80, 0x3e, 0xd5, 0xde, 0xb1, 0x9d, 0x01, 0];
const OF_WINDOWS = { ShutdownTime: SHUTDOWN, MachineGuid: '0a1b2c3d', ProductId: '55274' };
/** Shapes that the server takes; whatever else a machine says of itself is turned away at the door. */
const { bootId, hardwareId, hostname } = proveSchema.shape;

describe('what the script agent says of its machine', () => {
  it('is what Windows wrote at its last shutdown and at its setup', () => {
    expect(factsWith(OF_WINDOWS)).toMatchObject({
      hostname: 'KIOSK-7',
      bootId: '803ed5deb19d0100',
      hardwareId: '0a1b2c3d',
    });
  });

  it.each([
    ['no data', []],
    ['too many bytes', new Array(4000).fill(7)],
    ['a text', 'x'.repeat(4000)],
    ['an empty text', ''],
    ['a number', 7],
    ['something that no script can read', {}],
  ])('is taken by the server where the registry holds %s', (_, wrong) => {
    const facts = factsWith({ ShutdownTime: wrong, MachineGuid: wrong, ProductId: wrong });
    for (const [shape, value] of [
      [bootId, facts.bootId],
      [hardwareId, facts.hardwareId],
      [hostname, facts.hostname],
    ] as const)
      expect(shape.safeParse(value).success).toBe(true);
  });
});
