import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { RunningProgram } from '@teredo-fleet/platform/spawn';
import { ProgramError, runProgram, runToSuccess, startProgram } from '@teredo-fleet/platform/spawn';
import { processWords } from '../process-words';
import { type Saw, until } from '../until';

const COMMAND_TIMEOUT_MS = 30_000;

/** A long-running program inside a namespace. */
export interface NamespaceProcess {
  output(): string;
  /** Sends the signal to the program itself and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** What runs in a fresh namespace. The name is its host name too; /run starts empty, as after a boot. */
const HOLDER = 'hostname "$0" && mount -t tmpfs tmpfs /run && ip link set lo up && echo ready && exec cat';

/**
 * A host of its own: network, host name and mounts, with its own /run. It exists only as long as a process of ours
 * holds it: nothing outside is named or mounted, nothing stays after a crash. `join` is the argument list that puts a
 * command into it.
 */
export class Namespace {
  private constructor(
    readonly name: string,
    readonly pid: number,
    private readonly holder: RunningProgram,
    private readonly identity: string,
  ) {}

  /** Makes an empty namespace with its loopback up; `name` is its host name. Needs root. */
  static async create(name: string): Promise<Namespace> {
    const holder = startProgram({
      program: 'unshare',
      args: ['--net', '--uts', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', HOLDER, name],
    });
    await untilPrinted(holder, 'ready');
    const pid = holder.process.pid!;
    return new Namespace(name, pid, holder, readlinkSync(`/proc/${pid}/ns/net`));
  }

  /** Arguments that run `argv` inside, for a caller that starts processes by itself. */
  join(argv: readonly string[]): string[] {
    return ['/usr/bin/nsenter', ...this.#spaces(), '--', ...argv];
  }

  /** Where a file of this host, /run included, is seen from outside. */
  pathOf(path: string): string {
    return `/proc/${this.pid}/root${path}`;
  }

  #spaces(): string[] {
    const of = `/proc/${this.pid}/ns`;
    return [`--net=${of}/net`, `--uts=${of}/uts`, `--mount=${of}/mnt`];
  }

  /** Runs a command inside and gives its standard output; any exit code but 0 rejects. */
  exec(argv: readonly string[], timeoutMs = COMMAND_TIMEOUT_MS): Promise<string> {
    return runToSuccess({ program: 'nsenter', args: this.join(argv).slice(1), timeoutMs });
  }

  /** Runs a command inside and gives all it printed, whatever its exit code. */
  async tryExec(argv: readonly string[], timeoutMs = COMMAND_TIMEOUT_MS): Promise<string> {
    const result = await runProgram({ program: 'nsenter', args: this.join(argv).slice(1), timeoutMs });
    return result.stdout + result.stderr;
  }

  /** Starts a program that ends with the namespace at the latest. */
  start(argv: readonly string[]): NamespaceProcess {
    const pidSpace = `--pid=/proc/${this.pid}/ns/pid_for_children`;
    const running = startProgram({
      program: 'nsenter',
      args: [...this.#spaces(), pidSpace, '--', ...argv],
    });
    const ended = new Promise<void>((resolve) => running.process.once('close', () => resolve()));
    const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
      for (const child of childrenOf(running.process.pid!)) signalProcess(child, signal);
      await ended;
    };
    return { output: running.output, stop };
  }

  /** Process ids, as this process sees them, of everything that runs inside but the holder. */
  processes(): number[] {
    return processIds().filter((pid) => pid !== this.pid && namespaceOf(pid) === this.identity);
  }

  /** Ends everything inside and the namespace itself. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.holder.process.once('close', resolve));
    const look = (saw: Saw) => {
      const left = this.processes();
      saw(left.map(processWords).join('\n'));
      // Each time anew: one may have started another meanwhile.
      for (const pid of left) signalProcess(pid, 'SIGKILL');
      return left.length === 0;
    };
    await until(`nothing runs in ${this.name} any more`, look, { everyMs: 5 });
    this.holder.process.kill('SIGKILL');
    if (this.holder.process.exitCode === null && this.holder.process.signalCode === null) await ended;
  }
}

function untilPrinted(running: RunningProgram, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => running.output().includes(word) && resolve();
    running.process.stdout?.on('data', look);
    running.process.once('error', reject);
    running.process.once('close', (code) => {
      const argv = running.process.spawnargs;
      reject(new ProgramError('failed', argv, code, running.output(), 'no namespace (this needs root)'));
    });
  });
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function namespaceOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
