// Writes the npm packages: `platform TARGET PROGRAM OUT` one that carries a program, `main OUT` the one that people
// install, which asks for all of them and gets the one for its platform. Version and home come from Cargo.toml.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cargo = readFileSync(join(root, 'Cargo.toml'), 'utf8');
const field = (name) => cargo.match(new RegExp(`^${name} = "(.*)"$`, 'm'))[1];

const platforms = {
  'x86_64-unknown-linux-musl': { os: 'linux', cpu: 'x64' },
  'aarch64-unknown-linux-musl': { os: 'linux', cpu: 'arm64' },
  'x86_64-apple-darwin': { os: 'darwin', cpu: 'x64' },
  'aarch64-apple-darwin': { os: 'darwin', cpu: 'arm64' },
  'x86_64-pc-windows-msvc': { os: 'win32', cpu: 'x64' },
};
const nameOf = ({ os, cpu }) => `frontis-${os}-${cpu}`;

const common = {
  version: field('version'),
  description: field('description'),
  license: field('license'),
  repository: { type: 'git', url: `git+${field('repository')}.git` },
};

function write(folder, manifest) {
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'README.md']) copyFileSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function platform(target, program, out) {
  const { os, cpu } = platforms[target];
  const folder = join(out, target);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const binary = join(folder, 'bin', os === 'win32' ? 'frontis.exe' : 'frontis');
  copyFileSync(program, binary);
  chmodSync(binary, 0o755);
  write(folder, { name: nameOf({ os, cpu }), ...common, os: [os], cpu: [cpu], files: ['bin'] });
}

function main(out) {
  const folder = join(out, 'main');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(join(root, 'packaging', 'npm', 'frontis.js'), join(folder, 'bin', 'frontis.js'));
  const optionalDependencies = Object.fromEntries(Object.values(platforms).map((it) => [nameOf(it), common.version]));
  write(folder, { name: 'frontis', ...common, bin: { frontis: 'bin/frontis.js' }, files: ['bin'], optionalDependencies });
}

const [command, ...words] = process.argv.slice(2);
if (command === 'platform' && words.length === 3) platform(...words);
else if (command === 'main' && words.length === 1) main(...words);
else {
  console.error('build.mjs platform TARGET PROGRAM OUT | main OUT');
  process.exit(2);
}
