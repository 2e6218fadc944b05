import { scriptHost } from '../../src/host/host';
import { createProcessRunner } from '../../src/host/processes';
import { createWindowsWitness } from '../../src/windows/windows-witness';

const { Arguments } = scriptHost();
const answers = createWindowsWitness(createProcessRunner(Arguments.Item(0)));
for (let index = 1; index < Arguments.length; index += 1)
  scriptHost().Echo(`${Arguments.Item(index)} ${answers(Arguments.Item(index))}`);
