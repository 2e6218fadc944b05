import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { answerOf, type FleetClient, type Schemas } from '../api/fleet-client';
import { InputError } from '../input-error';
import { EXIT } from '../output';
import { tableText } from '../print/table';
import { visibleText } from '../print/visible-text';
import { clientOf, type FleetOptions, printAnswer, readWhole, withConnection } from './fleet-command';
import { keepDownload } from './keep-download';

type Bundle = Schemas['BundleView'];
type BundleFile = NonNullable<Bundle['file']>;

const LOOK_EVERY_MS = 1_000;

interface ListOptions extends FleetOptions {
  rollout?: string;
  limit: number;
  cursor?: string;
}

async function list(options: ListOptions): Promise<void> {
  const { rollout: rolloutId, limit, cursor } = options;
  const client = await clientOf(options);
  const page = answerOf(await client.GET('/evidence', { params: { query: { rolloutId, limit, cursor } } }));
  printAnswer(page, options, ({ rows, nextCursor }) => {
    const table = tableText(
      ['ID', 'STATE', 'ASKED FOR', 'BY', 'BYTES', 'ROLLOUT'],
      rows.map(({ id, state, requestedAt, requestedBy, file, rollout }) => [
        id,
        state,
        requestedAt,
        requestedBy,
        file === null ? null : String(file.bytes),
        rollout.name,
      ]),
    );
    return nextCursor === null ? table : `${table}\nNext page: --cursor ${nextCursor}`;
  });
}

interface TakeOptions extends FleetOptions {
  output?: string;
}

/** The file of a finished bundle, or why there is none. */
function fileOf({ state, failure, file }: Bundle): BundleFile {
  if (state === 'ready' && file !== null) return file;
  const why = {
    waiting: 'Nobody makes the bundle yet: wait, and see whether the reporter runs.',
    preparing: 'The bundle is not ready yet.',
    failed: `The bundle could not be made. ${failure ?? ''}`,
    gone: 'The bundle was removed when its time was over. Ask for it again: teredo-fleet evidence make.',
    ready: 'The bundle has no file.',
  }[state];
  throw new InputError(visibleText(why.trim()), EXIT.refused);
}

async function keep(client: FleetClient, bundle: Bundle, options: TakeOptions): Promise<void> {
  const { name, sha256, keyId } = fileOf(bundle);
  const asked = { params: { path: { id: bundle.id } }, parseAs: 'stream' } as const;
  const bytes = answerOf(await client.GET('/evidence/{id}/bundle', asked));
  const path = options.output ?? basename(name);
  await keepDownload(bytes as unknown as ReadableStream<Uint8Array>, { path, sha256 });
  printAnswer({ ...bundle, path }, options, () =>
    [
      `Written to ${path}.`,
      `SHA-256 ${sha256}`,
      `Signed by the key ${keyId}`,
      `Check it: teredo-fleet verify ${path} --fingerprint <as you noted it>`,
    ]
      .map(visibleText)
      .join('\n'),
  );
}

async function take(id: string, options: TakeOptions): Promise<void> {
  const client = await clientOf(options);
  const bundle = answerOf(await client.GET('/evidence/{id}', { params: { path: { id } } }));
  await keep(client, bundle, options);
}

interface MakeOptions extends TakeOptions {
  wait: number;
}

/** Waits until a bundle is made, or can't be. */
async function awaited(client: FleetClient, id: string, waitSeconds: number): Promise<Bundle> {
  const end = Date.now() + waitSeconds * 1000;
  for (;;) {
    const bundle = answerOf(await client.GET('/evidence/{id}', { params: { path: { id } } }));
    if (!['waiting', 'preparing'].includes(bundle.state)) return bundle;
    if (Date.now() >= end)
      throw new InputError(
        `The bundle is still being made after ${waitSeconds} seconds. Take it later: teredo-fleet evidence take ${id}`,
        EXIT.unreachable,
      );
    await delay(LOOK_EVERY_MS);
  }
}

async function make(rolloutId: string, options: MakeOptions): Promise<void> {
  const client = await clientOf(options);
  const asked = { params: { path: { rolloutId } } };
  const { id } = answerOf(await client.POST('/rollouts/{rolloutId}/evidence', asked));
  await keep(client, await awaited(client, id, options.wait), options);
}

export function addEvidence(program: Command): void {
  const evidence = program.command('evidence').description('evidence bundles of rollouts');
  const output = ['--output <file>', 'where to write it; left out: its own name, in this folder'] as const;
  withConnection(evidence.command('list').description('bundles that were asked for, the newest first'))
    .option('--rollout <id>', 'those of one rollout only')
    .option('--limit <number>', 'rows of a page, up to 200', readWhole, 50)
    .option('--cursor <text>', 'the next page, as the page before said')
    .action(list);
  withConnection(evidence.command('make').description('have the bundle of a rollout made, and take it'))
    .argument('<rollout>', 'id of the rollout')
    .option(...output)
    .option('--wait <seconds>', 'how long to wait for it', readWhole, 600)
    .action(make);
  withConnection(evidence.command('take').description('take a bundle that is finished'))
    .argument('<bundle>', 'id of the bundle')
    .option(...output)
    .action(take);
}
