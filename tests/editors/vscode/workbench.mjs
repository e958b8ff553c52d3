// A real VS Code workbench: code-server with the extension installed, a copy of the sample blog open, and a headless
// Chromium in front of it. Knows how to press keys and what the parts of the window are called, and nothing of posts.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
// Long enough for a loaded machine: a slow one is slow, not red.
const PATIENCE = 60_000;

// What would talk to the outside, ask a question or change the text by itself is off; the rest is as it comes.
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
};

export class Workbench {
  /**
   * Installs, starts and opens it all. `tools` is the folder that `setup` filled, `server` the program to test, if it is
   * not in the VSIX; `settings` are those of this run.
   */
  static async open({ tools, vsix, server, pictures, settings = {} }) {
    const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'frontis-vscode-')));
    const blog = path.join(base, 'blog');
    fs.cpSync(path.join(ROOT, 'sample'), blog, { recursive: true });
    for (const folder of ['home/.cargo/bin', 'data/User']) fs.mkdirSync(path.join(base, folder), { recursive: true });
    // As `cargo install` does.
    if (server) fs.symlinkSync(server, path.join(base, 'home/.cargo/bin/frontis'));
    fs.writeFileSync(path.join(base, 'data/User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
    fs.rmSync(pictures, { recursive: true, force: true });
    fs.mkdirSync(pictures, { recursive: true });
    const workbench = new Workbench({ base, blog, pictures });
    try {
      await workbench.#start(path.join(tools, 'code-server'), vsix);
      await workbench.#look(createRequire(path.join(tools, 'tool/package.json'))('playwright-core').chromium);
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  constructor(parts) {
    Object.assign(this, parts);
    /** The hosts that the page has tried to reach, other than this machine. */
    this.outside = new Set();
  }

  async #start(codeServer, vsix) {
    this.port = await freePort();
    const config = path.join(this.base, 'config.yaml');
    fs.writeFileSync(config, `bind-addr: 127.0.0.1:${this.port}\nauth: none\ncert: false\n`);
    const folders = ['--user-data-dir', path.join(this.base, 'data'), '--extensions-dir', path.join(this.base, 'extensions'), '--config', config];
    // Without a gallery of its own the page would ask one on the net; the folders keep it from writing into a real home.
    const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', HOME: path.join(this.base, 'home'), FRONTIS_CACHE_DIR: path.join(this.base, 'cache'), XDG_RUNTIME_DIR: this.base, TMPDIR: this.base };
    for (const name of ['PORT', 'PASSWORD', 'VSCODE_IPC_HOOK_CLI']) delete env[name];
    const installed = spawnSync(codeServer, [...folders, '--install-extension', vsix], { env, encoding: 'utf8' });
    if (installed.status !== 0) throw new Error(`the VSIX does not install: ${installed.stdout}${installed.stderr}`);
    const log = fs.openSync(path.join(this.pictures, 'code-server.log'), 'w');
    const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override', '--disable-proxy'];
    this.process = spawn(codeServer, [...folders, ...quiet, this.blog], { env, stdio: ['ignore', log, log], detached: true });
    await until(async () => (await fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => undefined))?.ok, 'code-server to start');
  }

  async #look(chromium) {
    const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => fs.existsSync(file));
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    this.browser = await chromium.launchPersistentContext(path.join(this.base, 'chromium'), { executablePath, headless: true, viewport: { width: 1280, height: 800 }, args });
    this.page = this.browser.pages()[0] ?? (await this.browser.newPage());
    this.page.setDefaultTimeout(PATIENCE);
    this.page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // What a view shows of its own files has such a name; VS Code answers it inside the window.
      const isInside = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
      if (/^https?:$/.test(protocol) && !isInside) this.outside.add(hostname);
    });
    await this.page.goto(`http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(this.blog)}`);
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  async keys(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 40 });
  }

  /** Opens a file of the blog by its name. */
  async openFile(file) {
    await this.#quickInput('Control+p', path.basename(file), () => this.page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) }).first().waitFor());
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
    this.file = path.join(this.blog, file);
  }

  /** Runs a command by its name in the palette. */
  async command(name) {
    await this.#quickInput('F1', name, () => this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor(), 'any');
  }

  /** Types into the list that is open, and takes what is left. */
  async choose(text) {
    await this.type(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).first().waitFor();
    await this.keys('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Line and column count from 1, columns in UTF-16 units. */
  async goTo(line, column) {
    await this.#quickInput('Control+g', `${line}:${column}`);
  }

  /** `after` says whether the box is closed then, or may show the question of a command. */
  async #quickInput(key, text, ready = () => this.page.waitForTimeout(200), after = 'hidden') {
    await this.keys(key);
    await this.page.locator('.quick-input-widget input').first().waitFor();
    await this.page.keyboard.type(text);
    await ready();
    await this.page.waitForTimeout(200);
    await this.keys('Enter');
    if (after === 'hidden') await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The lines of the open file, saved. */
  async saved() {
    await this.keys('Control+s');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    return fs.readFileSync(this.file, 'utf8').split('\n');
  }

  /** The part of the window that shows this text, once it does. */
  async shown(part, text) {
    const found = this.page.locator(part, { hasText: text }).first();
    await found.waitFor();
    return (await found.innerText()).replace(/\s+/g, ' ');
  }

  /** Of the window, or of a part of it. */
  async picture(name, clip) {
    await this.page.screenshot({ path: path.join(this.pictures, `${name}.png`), clip });
  }

  async close() {
    await this.browser?.close();
    if (this.process) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      try {
        process.kill(-this.process.pid, 'SIGTERM');
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000))]);
      } catch {
        // It has ended already.
      }
    }
    fs.rmSync(this.base, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A port of this machine on which nothing listens. */
export async function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function until(look, what) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited too long for ${what}`);
}
