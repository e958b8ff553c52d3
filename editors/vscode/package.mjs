// package.mjs [TARGET=PROGRAM ...] [--out FOLDER]: a VSIX for each platform with the server's program in it, such as
//   npm run package:targets -- linux-x64=../../target/release/frontis --out ../../out
// Without a target: the universal one, frontis.vsix, which looks for a program that is installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

// The platforms that VS Code knows and the release builds for; another word is a slip.
const TARGETS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
const SERVER = 'server';

const args = process.argv.slice(2);
const outAt = args.indexOf('--out');
const [, out = '.'] = outAt < 0 ? [] : args.splice(outAt, 2);
const wanted = args.map((arg) => {
  const [target, program] = arg.split(/=(.*)/s);
  if (!TARGETS.includes(target) || !program) fail(`${arg}: write TARGET=PROGRAM, with a target of ${TARGETS.join(', ')}`);
  if (!fs.existsSync(program)) fail(`${program}: there is no such file`);
  return { target, program };
});

run('node', ['esbuild.mjs', '--minify']);
fs.mkdirSync(out, { recursive: true });
if (wanted.length === 0) pack(path.join(out, 'frontis.vsix'), []);
for (const { target, program } of wanted) {
  const name = target.startsWith('win32') ? 'frontis.exe' : 'frontis';
  fs.mkdirSync(SERVER, { recursive: true });
  try {
    fs.copyFileSync(program, path.join(SERVER, name));
    fs.chmodSync(path.join(SERVER, name), 0o755);
    pack(path.join(out, `frontis-${target}.vsix`), ['--target', target]);
  } finally {
    // The next platform, and the universal one, must not carry this program.
    fs.rmSync(SERVER, { recursive: true, force: true });
  }
}

function pack(file, more) {
  if (more.length === 0 && fs.existsSync(SERVER)) fail(`the folder ${SERVER}/ must not be there for the universal extension`);
  run('npx', ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', ...more, '--out', file]);
}

function run(program, args) {
  // A shell only where npx is a script that needs one.
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail(`${program} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
