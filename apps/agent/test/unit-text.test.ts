import { expect, it } from 'vitest';
import { unitText } from '../src/unit-text';

it('names every word of the command as it is, whatever is in it', () => {
  const argv = ['/usr/bin/node', 'agent.mjs', '--state-dir', '/srv/my "own" 100%/$HOME\\x'];
  expect(unitText(argv, 3)).toContain(
    String.raw`ExecStart="/usr/bin/node" "agent.mjs" "--state-dir" "/srv/my \"own\" 100%%/$$HOME\\x"`,
  );
  expect(unitText(argv, 3)).toContain('\nRestartPreventExitStatus=3\n');
});
