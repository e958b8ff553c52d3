#!/usr/bin/env node
// Runs the program of this platform, which npm has put beside this package.
const { spawnSync } = require('node:child_process');

const name = `frontis-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/frontis${process.platform === 'win32' ? '.exe' : ''}`);
} catch {
  console.error(`frontis: there is no package ${name}. Was it installed with --no-optional, or is there none for this platform?`);
  process.exit(2);
}
const done = spawnSync(program, process.argv.slice(2), { stdio: 'inherit' });
if (done.error) console.error(`frontis: ${done.error.message}`);
process.exit(done.status ?? 2);
