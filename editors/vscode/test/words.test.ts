import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Permalink, Site } from '../src/protocol';
import { previewOf, statusText, termLine, tooltip } from '../src/words';

const SITE: Site = { root: 'file:///home/ada/my%20blog', title: 'Crumb and Chain', generator: 'Hugo', version: '0.168.0', posts: 17 };
const POST: Permalink = {
  path: '/blog/%E5%86%AC/',
  live: 'https://example.org/blog/%E5%86%AC/',
  preview: 'http://localhost:1313/blog/%E5%86%AC/',
  command: 'hugo server',
  hidden: null,
};

test('the status names the site, its generator with the version, and its posts', () => {
  assert.equal(statusText(SITE), 'Crumb and Chain · Hugo 0.168.0 · 17 posts');
  assert.equal(statusText({ ...SITE, title: null, version: null, posts: 1 }), 'my blog · Hugo · 1 post');
  assert.equal(statusText(undefined), 'frontis');
});

test('a long title leaves room for others, and is cut between letters', () => {
  const text = statusText({ ...SITE, title: '😀'.repeat(40) });
  assert.equal(text, `${'😀'.repeat(23)}… · Hugo 0.168.0 · 17 posts`);
});

test('the tooltip says what is known of the post, and nothing in it is taken for Markdown', () => {
  const text = tooltip({ ...SITE, title: '[a](command:x) $(bug)' }, { ...POST, hidden: 'This page is a *draft*.' }, 'frontis 0.1.0', [['Log', 'frontis.showLog']]);
  assert.match(text, /^\*\*\\\[a\\\]\\\(command:x\\\) \\\$\\\(bug\\\)\*\*/);
  assert.match(text, /17 posts in `my blog`/);
  assert.match(text, /\n\nThis page is a \\\*draft\\\*/);
  assert.match(text, /\[Log\]\(command:frontis\.showLog\)/);
  assert.match(tooltip(SITE, POST, '', []), /This post: `\/blog\/冬\/`/);
  assert.doesNotMatch(tooltip(undefined, null, 'frontis', []), /undefined|null/);
});

test('a post is opened at the server of its generator, or where the writer says', () => {
  assert.equal(previewOf(POST, ''), 'http://localhost:1313/blog/%E5%86%AC/');
  assert.equal(previewOf(POST, ' http://box.lan:8000/ '), 'http://box.lan:8000/blog/%E5%86%AC/');
  assert.equal(previewOf({ ...POST, preview: null }, ''), undefined);
});

test('a term stands with its taxonomy and its posts', () =>
  assert.deepEqual(termLine({ taxonomy: 'tags', name: 'bread', posts: 1 }), { label: 'bread', description: 'tags · 1 post' }));
