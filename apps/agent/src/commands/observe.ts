import { diagnose, machineRoleOf, whoDecides } from '@teredo-fleet/teredo';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { print } from '../output';
import { createThisMachine } from '../this-platform';

interface ObserveOptions extends CommonOptions {
  json?: boolean;
  probeServer?: string;
  peer?: string;
}

async function run(options: ObserveOptions): Promise<void> {
  const { platform } = createThisMachine(options);
  const reachability = { probeServer: options.probeServer ?? null, peer: options.peer ?? null };
  const observation = await platform.observe({ reachability });
  const diagnoses = diagnose(observation);
  const decision = whoDecides(observation);
  await platform.close();
  if (options.json) return print(JSON.stringify({ observation, decision, diagnoses }, null, 2));
  const { configured, effective, reachable } = observation;
  print(
    `Configured  ${configured.type} (set by ${configured.typeSetBy}), server ${configured.serverName ?? 'none'}`,
  );
  print(`Decides     ${decision.text}`);
  print(
    `Effective   ${effective.state}${effective.address === null ? '' : `, address ${effective.address}`}`,
  );
  print(`Role        ${machineRoleOf(observation)}`);
  print(`Reachable   ${reachable.verdict}`);
  for (const { title, text, remedy, confidence } of diagnoses)
    print(`\n${title} (${confidence})\n  ${text}${remedy === null ? '' : `\n  ${remedy}`}`);
}

export function addObserve(program: Command): void {
  withCommonOptions(program.command('observe'))
    .description('look at this machine; needs no server and changes nothing')
    .option('--json', 'print the observation and the diagnosis as JSON')
    .option('--probe-server <name>', 'Teredo server for the probe where none is configured')
    .option('--peer <address>', 'Teredo address to ping through Teredo')
    .action(run);
}
