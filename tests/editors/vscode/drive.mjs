// drive.mjs TOOLS VSIX SERVER: the writer's day in a real VS Code workbench. Pictures go to target/editors/vscode/.
// TOOLS is the folder that `setup` filled. Ends with "N passed, N failed".
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, Workbench } from './workbench.mjs';

const POST = 'content/posts/try-me.md';
const [tools, vsix, server] = process.argv.slice(2).map((file) => path.resolve(file));
const began = Date.now();
let passed = 0;
let failed = 0;

function check(ok, what, seen) {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)}s] vscode: ${ok ? 'ok  ' : 'FAIL'} ${what}${ok ? '' : `; seen: ${JSON.stringify(seen)}`}`);
}

/** The number, from 1, of the first line of the post that starts so. */
function lineOf(start) {
  return fs.readFileSync(path.join(ROOT, 'sample', POST), 'utf8').split('\n').findIndex((line) => line.startsWith(start)) + 1;
}

const steps = {
  async 'the client runs'(code) {
    await code.openFile(POST);
    const status = code.page.locator('.statusbar-item', { hasText: 'frontis' }).first();
    await status.waitFor();
    await code.page.locator('.statusbar-item:has(.codicon-check)', { hasText: 'frontis' }).waitFor();
    check(true, 'the status bar says that frontis runs');
  },

  async 'mistakes are told'(code) {
    await code.page.locator('.squiggly-error').first().waitFor();
    await code.keys('Control+Shift+m');
    for (const piece of ['bkae', 'note', 'sumary']) {
      const row = await code.shown('.markers-panel .monaco-list-row', piece);
      check(true, `the Problems panel says: ${row}`);
    }
    await code.picture('1-problems');
    await code.keys('Control+Shift+m');
  },

  async 'hover on a shortcode'(code) {
    await code.page.locator('.editor-instance .view-lines').first().click();
    await code.goTo(lineOf('{{< ride'), 6);
    await code.keys('Control+k', 'Control+i');
    const hover = await code.shown('.monaco-hover:visible', 'kilometres');
    check(hover.includes('weather') && hover.includes('ride.html'), 'hover on a shortcode shows its documentation, parameters and template', hover);
    await code.picture('2-hover');
    await code.keys('Escape');
  },

  async 'a tag is completed'(code) {
    const line = lineOf('tags:');
    await code.goTo(line, 'tags: ["bread"'.length + 1);
    await code.type(', "');
    const menu = '.suggest-widget.visible .monaco-list-row';
    await code.shown(menu, 'mistakes');
    const offered = await code.page.locator(menu).allInnerTexts();
    check(true, `a quote in tags opens the menu: ${offered.slice(0, 4).join(', ').replace(/\s+/g, ' ')}`);
    check(!offered.some((row) => row.startsWith('bread')), 'without the tag that is there', offered);
    await code.page.waitForTimeout(500); // the details beside the menu come a moment later
    await code.picture('3-tags');
    await code.type('mis');
    await code.page.locator(`${menu}.focused`, { hasText: 'mistakes' }).waitFor();
    await code.keys('Enter');
    const seen = (await code.saved())[line - 1];
    check(seen === 'tags: ["bread", "mistakes"]', 'the chosen tag stands in its quotes, once', seen);
  },

  async 'a mistake is fixed'(code) {
    const line = lineOf('{{< bkae');
    await code.goTo(line, 6);
    await code.keys('Control+.');
    const fix = code.page.locator('.action-widget .monaco-list-row', { hasText: 'bake' }).first();
    await fix.waitFor();
    await code.picture('4-fix');
    await code.keys('Enter'); // the preferred fix comes first
    await code.page.locator('.action-widget .monaco-list-row').first().waitFor({ state: 'hidden' });
    await code.page.waitForTimeout(500);
    const seen = (await code.saved())[line - 1];
    check(seen === '{{< bake 220 30 >}}', 'the quick fix mends the name and nothing else', seen);
    await code.picture('5-fixed');
  },

  async 'nothing is sent anywhere'(code) {
    check(code.outside.size === 0, 'no other host was asked for anything', [...code.outside]);
  },
};

const code = await Workbench.open({ tools, vsix, server, pictures: path.join(ROOT, 'target/editors/vscode') });
for (const [name, step] of Object.entries(steps)) {
  try {
    await step(code);
  } catch (error) {
    check(false, name, String(error.message).split('\n').slice(0, 3).join(' / '));
    await code.picture(`error-${name.replaceAll(' ', '-')}`);
    await code.keys('Escape', 'Escape');
  }
}
await code.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
