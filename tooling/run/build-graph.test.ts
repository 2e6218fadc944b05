import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toolEnvironment } from './repo.mjs';

interface Task {
  taskId: string;
  directory: string;
  dependencies: string[];
  inputs: Record<string, string>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const dryRun = execFileSync('node_modules/.bin/turbo', ['run', 'build', 'bundle', '--dry=json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 << 20,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
});
const tasks = new Map((JSON.parse(dryRun).tasks as Task[]).map((task) => [task.taskId, task]));

/** Every file whose change makes the task run again. */
function inputsOf(taskId: string, seen = new Set<string>()): string[] {
  const task = tasks.get(taskId);
  if (!task || seen.has(taskId)) return [];
  seen.add(taskId);
  const own = Object.keys(task.inputs).map((path) => `${task.directory}/${path}`);
  return [...own, ...task.dependencies.flatMap((dependency) => inputsOf(dependency, seen))];
}

describe('a change of a library', () => {
  it.each([
    ['@teredo-fleet/web-app#bundle', 'packages/server/src/web/security-headers.ts'],
    ['@teredo-fleet/web-app#build', 'packages/ui/src/index.ts'],
    ['@teredo-fleet/web-app#build', 'packages/server/src/web/security-headers.ts'],
    ['@teredo-fleet/server-app#build', 'packages/db/src/index.ts'],
    ['@teredo-fleet/agent-app#build', 'packages/teredo/src/index.ts'],
    ['@teredo-fleet/loadgen-app#build', 'packages/protocol/src/index.ts'],
  ])('makes %s anew (%s)', (taskId, file) => {
    expect(inputsOf(taskId)).toContain(file);
  });
});

it('what keeps tools from phoning home reaches them through turbo', () => {
  const quiet = Object.keys(toolEnvironment).filter((name) => /^CHECKPOINT_|_TELEMETRY_|TRACK$/.test(name));
  expect(quiet).toHaveLength(4);
  const { globalPassThroughEnv } = JSON.parse(readFileSync(`${root}/turbo.json`, 'utf8'));
  expect(globalPassThroughEnv).toEqual(expect.arrayContaining(quiet));
});
