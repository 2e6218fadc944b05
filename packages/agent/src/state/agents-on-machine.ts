import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import * as z from 'zod';

/** Whoever listens on a socket of the agents' name. What can't be found out is null. */
export interface AgentOnMachine {
  /** Name of its abstract socket. */
  socket: string;
  pid: number | null;
  uid: number | null;
  stateDir: string | null;
}

const ANSWER_MS = 1_000;
/** Of a socket of Linux, of a pipe of Windows. */
const NOBODY = ['ECONNREFUSED', 'ENOENT'];
const MAX_ANSWER_BYTES = 5_000;
/** Flag of a listening socket in /proc/net/unix: those that were accepted bear the same name. */
const LISTENS = '00010000';

/** It comes from any process that took the name, and is shown on a terminal. */
const answerSchema = z.object({
  pid: z.int().positive(),
  stateDir: z.string().regex(/^(\/|[A-Za-z]:\\)[^\p{C}]*$/u),
});

interface Listener {
  socket: string;
  /** null: the kernel's table can't be read. */
  inode: string | null;
}

function listenersOf(name: string): Listener[] {
  try {
    const rows = readFileSync('/proc/net/unix', 'utf8').split('\n');
    return rows.flatMap((row) => {
      const [, , , flags, , , inode = '', path = ''] = row.trim().split(/\s+/);
      // Some versions of Node fill the name up with zeros, which are shown so too.
      const socket = path.slice(1).replace(/@+$/, '');
      const ours = path.startsWith('@') && (socket === name || socket.startsWith(`${name}-`));
      return flags === LISTENS && ours ? [{ socket, inode }] : [];
    });
  } catch {
    return [{ socket: name, inode: null }];
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** The process that holds a socket; null where this user may not look. */
function ownerOf(inode: string): { pid: number; uid: number } | null {
  const link = `socket:[${inode}]`;
  const pid = entriesOf('/proc').find(
    (entry) =>
      /^\d+$/.test(entry) &&
      entriesOf(`/proc/${entry}/fd`).some((fd) => linkOf(`/proc/${entry}/fd/${fd}`) === link),
  );
  const uid = pid === undefined ? undefined : statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
  return pid === undefined || uid === undefined ? null : { pid: Number(pid), uid };
}

/** Null: nobody listens there. An empty text: no answer. */
function ask(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const asking = connect({ path });
    let text = '';
    asking.setTimeout(ANSWER_MS, () => asking.destroy());
    asking.on('data', (chunk) => {
      text += String(chunk);
      if (text.length > MAX_ANSWER_BYTES) asking.destroy();
    });
    asking.once('error', (error: NodeJS.ErrnoException) =>
      resolve(NOBODY.includes(error.code ?? '') ? null : ''),
    );
    asking.once('close', () => resolve(text));
  });
}

function readAnswer(text: string): z.infer<typeof answerSchema> | null {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Who has a pipe of Windows, by its own word; null: nobody has. */
export async function findPipeOwner(pipe: string): Promise<AgentOnMachine | null> {
  const text = await ask(pipe);
  if (text === null) return null;
  const said = readAnswer(text);
  return { socket: pipe, pid: said?.pid ?? null, uid: null, stateDir: said?.stateDir ?? null };
}

/** What is known of a listener; null when nobody is there. */
async function identify({
  socket,
  inode,
}: Listener): Promise<(AgentOnMachine & { inode: string | null }) | null> {
  const text = await ask(`\0${socket}`);
  if (text === null && inode === null) return null;
  const said = text === null ? null : readAnswer(text);
  const owner = inode === null ? null : ownerOf(inode);
  const pid = owner?.pid ?? said?.pid ?? null;
  return { socket, inode, pid, uid: owner?.uid ?? null, stateDir: said?.stateDir ?? null };
}

/**
 * Everything in this network namespace that listens on the name, or on one that begins with it and a hyphen. Process
 * and user are the kernel's word where this user may have it, else the process's own.
 */
export async function findAgents(name: string): Promise<AgentOnMachine[]> {
  const found = await Promise.all(listenersOf(name).map(identify));
  // Whoever went meanwhile is no obstacle.
  const left = new Set(listenersOf(name).map(({ inode }) => inode));
  return found.flatMap((one) => (one !== null && left.has(one.inode) ? [one] : []));
}
