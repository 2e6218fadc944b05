import { VERSION_READING } from '@teredo-fleet/teredo';
import { messageOf, scriptHost } from '../../src/host/host';
import { createProcessRunner } from '../../src/host/processes';

const runner = createProcessRunner(scriptHost().Arguments.Item(0));
scriptHost().Echo('begin');
for (let n = 0; n < 3; n += 1) {
  try {
    const { command, exitCode, output } = runner.run(VERSION_READING.command);
    scriptHost().Echo(`${command} ${exitCode} ${output.length}`);
  } catch (error) {
    scriptHost().Echo(`failed: ${messageOf(error)}`);
  }
}
