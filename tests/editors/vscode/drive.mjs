// drive.mjs TOOLS VSIX [SERVER]: the writer's day in a real VS Code workbench. Pictures go to target/editors/vscode/.
// TOOLS is the folder that `setup` filled; SERVER the program, for a VSIX without one. Ends with "N passed, N failed".
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { freePort, ROOT, Workbench } from './workbench.mjs';

const POST = 'content/posts/try-me.md';
const OTHER = 'content/posts/first-loaf.md';
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
    const item = code.page.locator('.statusbar-item:has(.codicon-check)', { hasText: 'posts' });
    await item.waitFor();
    const seen = (await item.innerText()).trim();
    check(/^Crumb and Chain · Hugo \d+\.\d+\.\d+ · \d+ posts$/.test(seen), `the status bar names the site: ${seen}`, seen);
    // The tooltip closes when the list of files opens at the post, which may come late.
    await code.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'try-me.md' }).waitFor();
    await item.hover();
    const tip = await code.shown('.monaco-hover:visible', 'This page is a draft');
    check(tip.includes('Open in the browser'), 'its tooltip knows the post', tip);
    check(server !== undefined || /extensions\/frontis[^/]*\/server\/frontis/.test(tip), 'the server is the one that came with the extension', tip);
    await code.page.waitForTimeout(500);
    await code.picture('0-status');
    await item.click();
    await code.shown('.quick-input-list .monaco-list-row', 'Copy the address');
    await code.picture('0-menu');
    await code.keys('Escape');
  },

  async 'mistakes are told'(code) {
    await code.page.locator('.squiggly-error').first().waitFor();
    await code.keys('Control+Shift+m');
    for (const piece of ['bkae', 'note', 'sumary']) {
      const row = await code.shown('.markers-panel .monaco-list-row', piece);
      check(true, `the Problems panel says: ${row}`);
    }
    await code.picture('1-problems');
    await code.page.locator('.markers-panel a', { hasText: 'key-typo' }).click();
    const frame = code.page.frameLocator('iframe.webview').frameLocator('iframe');
    await frame.locator('h1', { hasText: 'slip of the finger' }).waitFor();
    check(true, 'a click on the code of a finding explains its rule');
    await code.picture('1-rule');
    await code.page.locator('.editor-instance .view-lines').first().click();
    await code.command('View: Close Editors in Other Groups');
    await code.keys('Control+j');
    await code.page.locator('.markers-panel').waitFor({ state: 'hidden' });
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
    await code.picture('3-tags-close', { x: 353, y: 92, width: 660, height: 366 });
    await code.type('mis');
    await code.page.locator(`${menu}.focused`, { hasText: 'mistakes' }).waitFor();
    await code.keys('Enter');
    const seen = (await code.saved())[line - 1];
    check(seen === 'tags: ["bread", "mistakes"]', 'the chosen tag stands in its quotes, once', seen);
  },

  async 'a mistake is fixed'(code) {
    const line = lineOf('{{< bkae');
    await code.goTo(line, 6);
    const fix = code.page.locator('.action-widget .monaco-list-row', { hasText: 'bake' }).first();
    // On a busy machine the menu closes again when the actions are asked for once more, as the cursor came to the line.
    for (let tries = 5; tries > 0 && !(await fix.isVisible()); tries -= 1) {
      await code.page.waitForTimeout(1000);
      await code.keys('Control+.');
      await fix.waitFor({ timeout: 5000 }).catch(() => undefined);
    }
    await fix.waitFor();
    await code.picture('4-fix');
    await code.keys('Enter'); // the preferred fix comes first
    await code.page.locator('.action-widget .monaco-list-row').first().waitFor({ state: 'hidden' });
    await code.page.waitForTimeout(500);
    const seen = (await code.saved())[line - 1];
    check(seen === '{{< bake 220 30 >}}', 'the quick fix mends the name and nothing else', seen);
    await code.picture('5-fixed');
  },

  async 'likely tags are added'(code) {
    const line = lineOf('tags:');
    await code.goTo(line + 3, 1);
    await code.command('frontis: Suggest tags for this post');
    await code.shown('.statusbar-item', 'Added ');
    await code.picture('6-suggested');
    const seen = (await code.saved())[line - 1];
    check(/^tags: \["bread", "mistakes", ".+"\]$/.test(seen), `the command adds the likely tags: ${seen}`, seen);
  },

  async 'an address is copied and opened'(code) {
    await code.openFile(OTHER);
    await code.command('frontis: Copy the address of this post');
    const copied = await code.shown('.statusbar-item', 'Copied https://example.org/');
    check(true, `the address is copied: ${copied}`);
    await code.command('frontis: Open this post in the browser');
    const told = await code.shown('.notification-list-item', 'Nothing answers');
    check(told.includes('hugo server'), `without a server the writer is told how to start it: ${told}`, told);
    await code.page.waitForTimeout(500);
    await code.picture('7-no-server');
    await code.keys('Escape');
    await code.command('Notifications: Clear All Notifications');
    const asked = [];
    const site = http.createServer((request, response) => response.end(asked.push(request.url) && '<h1>The post</h1>')).listen(code.previewPort, '127.0.0.1');
    const opened = code.browser.waitForEvent('page', { timeout: 30_000 });
    await code.command('frontis: Open this post in the browser');
    const url = (await opened).url();
    check(asked[0]?.startsWith('/2') && url.endsWith(asked[0]), `the post opens where it is served: ${url}`, [asked, url]);
    await (await opened).close();
    site.close();
  },

  async 'a tag is renamed on all posts'(code) {
    const tagged = (word) => grep(path.join(code.blog, 'content'), new RegExp(`^(tags\\b.*|\\s*-? )"?${word}"?(\\b|,)`, 'm'));
    const before = tagged('bread');
    await code.openFile(POST);
    await code.goTo(10, 1);
    await code.command('frontis: Rename a tag or another term on all posts');
    await code.shown('.quick-input-list .monaco-list-row', 'sourdough');
    await code.page.waitForTimeout(500);
    await code.picture('8-terms');
    await code.choose('bread');
    await code.page.locator('.rename-box input:focus').waitFor();
    await code.keys('Control+a');
    await code.type('loaves');
    await code.page.waitForTimeout(500);
    await code.picture('9-new-name');
    await code.keys('Control+Enter');
    await code.shown('.monaco-list-row', 'breadloaves');
    await code.page.waitForTimeout(500);
    await code.picture('10-preview');
    check(tagged('loaves').length === 0, 'nothing is changed before the writer has confirmed it', tagged('loaves'));
    await code.page.locator('.monaco-button', { hasText: 'Apply' }).click();
    await code.page.waitForTimeout(2000);
    await code.command('File: Save All Files');
    await code.page.waitForTimeout(1000);
    const after = tagged('loaves');
    check(before.length > 2 && String(after) === String(before) && tagged('bread').length === 0, `all ${before.length} posts have the new tag`, [before, after, tagged('bread')]);
    await code.picture('11-renamed');
  },

  async 'the walkthrough shows its steps'(code) {
    await code.keys('Control+b'); // room for what stands beside the steps
    await code.command('Welcome: Open Walkthrough');
    await code.choose('Write your blog with frontis');
    const title = await code.shown('.getting-started-category', 'five steps').catch(() => code.shown('.gettingStartedContainer', 'five steps'));
    check(true, `the walkthrough opens: ${title.slice(0, 60)}`);
    for (const [at, step] of ['Add tags that fit', 'Mend what would go wrong', 'Tidy up your tags', 'See the post as readers will'].entries()) {
      await code.page.locator('.getting-started-step', { hasText: step }).first().click();
      await code.page.waitForTimeout(800);
      await code.picture(`12-walkthrough-${at + 2}`);
    }
    const broken = await code.page.locator('.getting-started-media img').evaluateAll((images) => images.filter((image) => !image.naturalWidth).length);
    check(broken === 0, 'its pictures load', broken);
  },

  async 'nothing is sent anywhere'(code) {
    check(code.outside.size === 0, 'no other host was asked for anything', [...code.outside]);
  },
};

/** The files below a folder with a line that fits. */
function grep(folder, pattern) {
  const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.md'));
  return files.filter((file) => pattern.test(fs.readFileSync(path.join(folder, file), 'utf8')));
}

const previewPort = await freePort();
const settings = { 'frontis.preview.address': `http://127.0.0.1:${previewPort}` };
const code = await Workbench.open({ tools, vsix, server, settings, pictures: path.join(ROOT, 'target/editors/vscode') });
code.previewPort = previewPort;
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
