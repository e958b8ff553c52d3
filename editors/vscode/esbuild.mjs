// Bundles the extension into dist/extension.js; with --tests, each test into dist/test/ instead.
import { build, context } from 'esbuild';
import fs from 'node:fs';

const args = process.argv.slice(2);
const tests = args.includes('--tests');
const options = {
  entryPoints: tests ? fs.readdirSync('test').filter((f) => f.endsWith('.test.ts')).map((f) => `test/${f}`) : ['src/extension.ts'],
  outdir: tests ? 'dist/test' : 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: tests ? ['vscode', 'vscode-oniguruma'] : ['vscode'],
  minify: args.includes('--minify'),
  sourcemap: !args.includes('--minify'),
  logLevel: 'warning',
};

if (args.includes('--watch')) {
  await (await context(options)).watch();
} else {
  await build(options);
}
