import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';

const { contributes, capabilities } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const source = fs
  .readdirSync('src')
  .map((file) => fs.readFileSync(`src/${file}`, 'utf8'))
  .join('\n');
const commands: string[] = contributes.commands.map((one: { command: string }) => one.command);

test('each command of the palette is registered, and the other way round', () => {
  const registered = [...source.matchAll(/registerCommand\('(frontis\.\w+)'/g)].map(([, name]) => name);
  assert.deepEqual([...commands].sort(), registered.sort());
});

test('menus, the walkthrough and the code name only commands that there are', () => {
  const named = [...(JSON.stringify([contributes.menus, contributes.walkthroughs]) + source).matchAll(/['":](frontis\.\w+)['")]/g)].map(([, name]) => name);
  const settings = Object.keys(contributes.configuration.properties);
  const others = ['frontis.running', 'frontis.status', 'frontis.exe', 'frontis.cmd'];
  assert.deepEqual(named.filter((name) => !commands.includes(name) && !others.includes(name) && !settings.some((s) => s.startsWith(name))), []);
});

test('what needs a post is offered beside posts only', () => {
  const hidden: Record<string, string> = Object.fromEntries(contributes.menus.commandPalette.map((m: { command: string; when: string }) => [m.command, m.when]));
  const always = commands.filter((name) => !hidden[name]);
  assert.deepEqual(always, ['frontis.restart', 'frontis.showLog']);
  assert.ok(Object.values(hidden).every((when) => when.includes('frontis.running')));
});

test('the walkthrough has its pictures and pages, and the package takes them along', () => {
  for (const { id, media } of contributes.walkthroughs[0].steps) {
    assert.ok(fs.existsSync(media.markdown ?? media.image), `the step ${id} has no ${JSON.stringify(media)}`);
  }
  assert.match(fs.readFileSync('.vscodeignore', 'utf8'), /^!media\/\*\*$/m);
});

test('what a stranger’s workspace could abuse is not taken from it', () =>
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, ['frontis.server.path', 'frontis.preview.address']));

test('what is for the extension alone is not sent to the server, which would refuse it', () => {
  const own = ['server', 'trace', 'preview'];
  const [taken] = source.match(/const \{[^}]*\.\.\.rest \}/) ?? [''];
  own.forEach((name) => assert.match(taken, new RegExp(`\\b${name}:`)));
});
