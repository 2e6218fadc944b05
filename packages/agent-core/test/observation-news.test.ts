import type { Observation } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { factsText, fitEvidence } from '../src/index';
import { START } from './orders';
import { SimulatedMachine } from './simulated-machine';

const seen = (at: number, change: (observation: Observation) => void = () => undefined): Observation => {
  const observation = new SimulatedMachine().observe(at);
  change(observation);
  return observation;
};

describe('what counts as news', () => {
  it('is a fact that is otherwise, wherever it stands', () => {
    const changes: ((observation: Observation) => void)[] = [
      (one) => {
        one.configured!.serverName = 'other.example.net';
      },
      (one) => {
        one.service!.state = 'running';
      },
      (one) => {
        one.ipv6.installed = true;
      },
    ];
    for (const change of changes) expect(factsText(seen(START, change))).not.toBe(factsText(seen(START)));
  });

  it('is not when it was looked, how long a probe took, nor what a console printed', () => {
    const probe = (roundTripMs: number) => (one: Observation) => {
      one.reachable!.probe = { answered: true, roundTripMs } as never;
    };
    expect(factsText(seen(START + 60_000))).toBe(factsText(seen(START)));
    expect(factsText(seen(START, probe(12)))).toBe(factsText(seen(START, probe(80))));
    expect(factsText(seen(START, probe(12)))).not.toBe(factsText(seen(START)));
    const printed = seen(START, (one) => {
      one.evidence = [];
    });
    expect(factsText(printed)).toBe(factsText(seen(START)));
  });
});

describe('raw text that a message has room for', () => {
  const piece = (text: string, truncated = false) => ({ source: 'netsh', text, truncated });
  const fitted = (room: number, ...evidence: Observation['evidence']) => {
    const observation = seen(START, (one) => {
      one.evidence = evidence;
    });
    const result = fitEvidence(observation, room);
    expect({ ...result, evidence: [] }, 'the facts stay').toEqual({ ...observation, evidence: [] });
    expect(observation.evidence, 'what was given stays').toEqual(evidence);
    return result.evidence;
  };

  it('is whole while it fits, exactly full too', () => {
    const both = [piece('abcd'), piece('ef', true)];
    expect(fitted(6, ...both)).toEqual(both);
    expect(fitted(100, ...both)).toEqual(both);
  });

  it('is cut in the order it was read, each cut piece saying so', () => {
    expect(fitted(5, piece('abcd'), piece('ef'), piece('gh'))).toEqual([
      piece('abcd'),
      piece('e', true),
      piece('', true),
    ]);
    expect(fitted(0, piece('abcd'), piece(''))).toEqual([piece('', true), piece('')]);
  });

  it('brings its bytes along where they fit whole, and not at all where they do not', () => {
    const printed = { codePage: 932, bytes: '\u0093\u00fa' };
    const both = [{ ...piece('abcd'), printed }, piece('ef')];
    expect(fitted(8, ...both)).toEqual(both);
    expect(fitted(6, ...both)).toEqual([{ ...piece('abcd'), printed }, piece('', true)]);
    expect(fitted(5, ...both)).toEqual([piece('abcd'), piece('e', true)]);
    expect(fitted(5, ...both)[0]).not.toHaveProperty('printed');
  });
});
