/** Of Node 20: what `--experimental-sea-config` writes. Another Node reads another form, so the two change together. */
const MAGIC = 0x0143da20;
const WITHOUT_WARNING = 1;
const NAME = 'teredo-agent.cjs';

function counted(bytes) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
}

/**
 * A program, as a single executable of Node 20 has it inside. Node can write it too, but each release in a form of its
 * own: made here it does not depend on the Node that builds, so that whoever builds gets the same bytes.
 */
export function preparedBlob(program) {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(WITHOUT_WARNING, 4);
  return Buffer.concat([head, counted(Buffer.from(NAME)), counted(Buffer.from(program))]);
}
