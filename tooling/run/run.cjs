// Written in the oldest syntax on purpose: an old Node must get this sentence, not a syntax error.
var version = process.versions.node.split('.');
var major = Number(version[0]);
var minor = Number(version[1]);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'Teredo Fleet needs Node 20.19 or later; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\nInstall a newer Node, then run the same command again.\n',
  );
  process.exit(1);
}
require('./run-verb.cjs')(process.argv[2], process.argv.slice(3));
