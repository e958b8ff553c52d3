import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { locate, Places } from '../src/locate';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'frontis-locate-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function program(...parts: string[]): string {
  const file = path.join(root, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '', { mode: 0o755 });
  return file;
}

function places(change: Partial<Places> = {}): Places {
  const env = { PATH: path.join(root, 'bin') };
  return { configured: '', extensionFolder: path.join(root, 'extension'), home: path.join(root, 'home'), env, platform: 'linux', ...change };
}

test('the setting wins over the others', () => {
  program('bin', 'frontis');
  program('extension', 'server', 'frontis');
  const mine = program('mine', 'frontis-dev');
  assert.deepEqual(locate(places({ configured: mine })), { program: mine, from: 'setting' });
});

test('the setting may name the workspace folder, or a program on PATH', () => {
  const built = program('blog', 'tools', 'frontis');
  const workspaceFolder = path.join(root, 'blog');
  assert.deepEqual(locate(places({ configured: '${workspaceFolder}/tools/frontis', workspaceFolder })), { program: built, from: 'setting' });
  const other = program('bin', 'frontis-next');
  assert.deepEqual(locate(places({ configured: 'frontis-next' })), { program: other, from: 'setting' });
});

test('a setting that names no program is told, even if there is another server', () => {
  program('bin', 'frontis');
  const wrong = path.join(root, 'nowhere', 'frontis');
  assert.deepEqual(locate(places({ configured: wrong })), { problem: 'setting-is-no-program', looked: wrong });
  assert.deepEqual(locate(places({ configured: root })), { problem: 'setting-is-no-program', looked: root });
});

test('the one inside the extension wins over PATH', () => {
  program('bin', 'frontis');
  const bundled = program('extension', 'server', 'frontis');
  assert.deepEqual(locate(places()), { program: bundled, from: 'extension' });
});

test('PATH comes next, and on Windows the name ends in .exe and the variable may be Path', () => {
  const plain = program('bin', 'frontis');
  assert.deepEqual(locate(places()), { program: plain, from: 'PATH' });
  const exe = program('bin', 'frontis.exe');
  const env = { Path: `C:\\nowhere;${path.join(root, 'bin')}` };
  assert.deepEqual(locate(places({ env, platform: 'win32' })), { program: exe, from: 'PATH' });
});

test('what cargo installs is found though PATH does not name its folder', () => {
  const byCargo = program('home', '.cargo', 'bin', 'frontis');
  assert.deepEqual(locate(places()), { program: byCargo, from: 'cargo' });
  assert.deepEqual(locate(places({ configured: '~/.cargo/bin/frontis' })), { program: byCargo, from: 'setting' });
});

test('a file that may not be run is no program', { skip: process.getuid?.() === undefined }, () => {
  fs.mkdirSync(path.join(root, 'bin'));
  fs.writeFileSync(path.join(root, 'bin', 'frontis'), '', { mode: 0o644 });
  assert.deepEqual(locate(places()), { problem: 'nowhere', looked: path.join(root, 'bin') });
});
