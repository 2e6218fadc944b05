import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const app = (path: string) => fileURLToPath(new URL(`../../../apps/${path}`, import.meta.url));
const CLI = app('cli/dist/teredo-fleet.mjs');
const BUILD = app('agent/build.mjs');
const NAME = 'teredo-agent.mjs';

const runNode = (...args: string[]) => promisify(execFile)(process.execPath, args);

/** A release key of a test's own, and the agents of a server that are built with it. The command line was built before. */
export class ReleaseRoom {
  readonly #room = mkdtempSync(join(tmpdir(), 'releases-'));
  readonly #key = join(this.#room, 'key');
  readonly #dist = join(this.#room, 'agent', 'dist');
  readonly #release = join(this.#room, 'agent', 'release');

  /** For `TEREDO_FLEET_AGENTS_DIR`. */
  get agentsDir(): string {
    return this.#room;
  }

  /** The agent that is handed out when machines enrol. */
  get program(): string {
    return join(this.#dist, NAME);
  }

  async #build(version: string, out: string): Promise<void> {
    const key = join(this.#key, 'release-key.pub');
    await runNode(BUILD, '--out', out, '--release-key', key, '--agent-version', version);
  }

  /** Makes the key, and the agent that is handed out, of this version. */
  static async create(version: string): Promise<ReleaseRoom> {
    const room = new ReleaseRoom();
    await runNode(CLI, 'release', 'new-key', room.#key);
    mkdirSync(room.#release, { recursive: true });
    await room.#build(version, room.#dist);
    return room;
  }

  /** Builds and signs a version. `first`: what the program does before all that it should. */
  async release(version: string, first = ''): Promise<void> {
    const built = join(this.#room, version);
    await this.#build(version, built);
    const program = readFileSync(join(built, NAME), 'utf8').replace('\n', `\n${first}\n`);
    writeFileSync(join(this.#release, NAME), program);
    const key = join(this.#key, 'release-key.pem');
    await runNode(CLI, 'release', 'sign', this.#release, '--key', key, '--release-version', version);
  }

  /** Changes the signed program on the disk, as a copy that broke off would. */
  damage(): void {
    writeFileSync(join(this.#release, NAME), 'half of it');
  }

  remove(): void {
    rmSync(this.#room, { recursive: true, force: true });
  }
}
