import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

// The host and JSON grammars that come with VS Code, cut down to what the injections lean on.
const HOST = { scopeName: 'text.html.markdown', patterns: [{ match: '^#.*$', name: 'markup.heading.markdown' }], repository: {} };
const JSON_GRAMMAR = {
  scopeName: 'source.json',
  patterns: [],
  repository: {
    objectkey: { match: '"[^"]*"(?=\\s*:)', name: 'support.type.property-name.json' },
    comments: { match: '//.*$', name: 'comment.line.json' },
    value: { match: '"[^"]*"', name: 'string.quoted.double.json' },
  },
};
const OURS: Record<string, string> = {
  'markdown.frontis.shortcode': 'syntaxes/shortcode.tmLanguage.json',
  'markdown.frontis.front-matter': 'syntaxes/front-matter.tmLanguage.json',
};

const wasm = fs.readFileSync(path.join(path.dirname(require.resolve('vscode-oniguruma')), 'onig.wasm'));
const registry = new Registry({
  onigLib: loadWASM(new Uint8Array(wasm).buffer).then(() => ({
    createOnigScanner: (patterns: string[]) => new OnigScanner(patterns),
    createOnigString: (text: string) => new OnigString(text),
  })),
  loadGrammar: async (scope) => {
    const text = OURS[scope] ? fs.readFileSync(OURS[scope], 'utf8') : JSON.stringify(scope === 'source.json' ? JSON_GRAMMAR : HOST);
    return parseRawGrammar(text, 'grammar.json');
  },
  getInjections: (scope) => (scope === 'text.html.markdown' ? Object.keys(OURS) : undefined),
});

/** Each piece of the text with the innermost scope it has, white space left out. */
async function scopes(text: string): Promise<[string, string][]> {
  const grammar = await registry.loadGrammar('text.html.markdown');
  assert.ok(grammar);
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map((token): [string, string] => [line.slice(token.startIndex, token.endIndex).trim(), token.scopes[token.scopes.length - 1]])
      .filter(([piece]) => piece !== '');
  });
}

async function expectScopes(text: string, wanted: Record<string, string>): Promise<void> {
  const found = await scopes(text);
  for (const [piece, scope] of Object.entries(wanted)) {
    assert.ok(found.some(([p, s]) => p === piece && s.startsWith(scope)), `${piece} is no ${scope} in ${JSON.stringify(found)}`);
  }
}

test('a call with names, quotes, numbers and raw text', () =>
  expectScopes('see {{< ride km=42.5 to="the \\"sea\\"" raw=`a b` dry=true >}} here', {
    '{{<': 'punctuation.definition.tag.begin',
    ride: 'entity.name.tag',
    km: 'entity.other.attribute-name',
    '42.5': 'constant.numeric',
    the: 'string.quoted.double',
    '\\"': 'constant.character.escape',
    'a b': 'string.quoted.other.raw',
    true: 'constant.language',
    '>}}': 'punctuation.definition.tag.end',
    here: 'text.html.markdown',
  }));

test('closing tags, words, Japanese and percent signs', async () => {
  await expectScopes('{{% ruby 生地 きじ %}}{{< /note >}}', { ruby: 'entity.name.tag', 生地: 'string.unquoted', '/': 'punctuation.definition.tag', note: 'entity.name.tag' });
  await expectScopes('{{< a/b-c.inline />}}', { 'a/b-c.inline': 'entity.name.tag', '/': 'punctuation.definition.tag' });
});

test('a call over several lines ends where it ends', () =>
  expectScopes('{{< ride\n  km=3\n>}}\n# After', { km: 'entity.other.attribute-name', '# After': 'markup.heading' }));

test('a call that is still being typed leaves the rest of the page alone', async () => {
  await expectScopes('{{< ride km=\n\n# After', { '# After': 'markup.heading' });
  await expectScopes('{{< ride {{< note >}} after', { note: 'entity.name.tag', after: 'text.html.markdown' });
});

test('a commented call is a comment', () =>
  expectScopes('{{</* note */>}} {{%/* x */%}}', { '{{</* note */>}}': 'comment.block', '{{%/* x */%}}': 'comment.block' }));

test('TOML front matter, and the text after it', () =>
  expectScopes('+++\ntitle = "A \\n b"\ndate = 2024-01-02T03:04:05Z\ntags = [\n  "a", # first\n]\ndraft = true\n[params]\nn = 12\n+++\n# Heading', {
    title: 'entity.name.tag.toml',
    A: 'string.quoted.double.toml',
    '\\n': 'constant.character.escape.toml',
    '2024-01-02T03:04:05Z': 'constant.other.date.toml',
    '# first': 'comment.line.number-sign.toml',
    true: 'constant.language.boolean.toml',
    params: 'entity.name.section.toml',
    '12': 'constant.numeric.toml',
    '# Heading': 'markup.heading',
  }));

test('JSON front matter leans on the JSON grammar', () =>
  expectScopes('{\n  "title": "A",\n  "tags": ["x"]\n}\n# Heading', {
    '"title"': 'support.type.property-name.json',
    '"A"': 'string.quoted.double.json',
    '# Heading': 'markup.heading',
  }));

test('plus signs further down begin no front matter', () =>
  expectScopes('text\n+++\ntitle = 1', { 'title = 1': 'text.html.markdown' }));
