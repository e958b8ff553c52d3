// The item in the status bar: shown beside Markdown files, says which site it is and how many posts it has.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PermalinkRequest, Site, SitesChanged, StatusRequest } from './protocol';
import { statusText, tooltip } from './words';

const MARKDOWN: vscode.DocumentSelector = { scheme: 'file', language: 'markdown' };

/** Scans come in bursts; one question after the last is enough. In milliseconds. */
const PAUSE = 150;

const LINKS: [string, string][] = [
  ['$(globe) Open in the browser', 'frontis.openPermalink'],
  ['$(tag) Suggest tags', 'frontis.suggestTerms'],
  ['$(edit) Rename a term', 'frontis.renameTerm'],
  ['$(output) Log', 'frontis.showLog'],
];

/** A server that answers, and the program that it is. */
export interface Running {
  client: LanguageClient;
  program: string;
}

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('frontis.status', vscode.StatusBarAlignment.Right, 100);
  private readonly listeners: vscode.Disposable[];
  private running: Running | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    this.item.name = 'frontis';
    this.item.command = 'frontis.menu';
    this.listeners = [vscode.window.onDidChangeActiveTextEditor(() => this.refreshSoon()), vscode.workspace.onDidSaveTextDocument(() => this.refreshSoon())];
    this.showWhereItHelps();
  }

  starting(): void {
    this.running = undefined;
    this.set('$(loading~spin) frontis', 'frontis is starting');
  }

  /** Follows a server that runs. */
  follow(running: Running): void {
    this.running = running;
    running.client.onNotification(SitesChanged, () => this.refreshSoon());
    this.set('$(check) frontis', this.serverOf(running));
    this.refreshSoon();
  }

  stopped(): void {
    this.running = undefined;
    this.set('$(warning) frontis', 'frontis has stopped. Click for the log, or to start it again.', 'statusBarItem.warningBackground');
  }

  missing(): void {
    this.running = undefined;
    this.set('$(warning) frontis', 'The program frontis was not found. Click to see where it was looked for.', 'statusBarItem.warningBackground');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.forEach((listener) => listener.dispose());
    this.item.dispose();
  }

  private refreshSoon(): void {
    this.showWhereItHelps();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    const { running } = this;
    const document = vscode.window.activeTextEditor?.document;
    if (!running || !document || vscode.languages.match(MARKDOWN, document) === 0) {
      return;
    }
    const question = { textDocument: { uri: running.client.code2ProtocolConverter.asUri(document.uri) } };
    try {
      const { sites } = await running.client.sendRequest(StatusRequest, question);
      const permalink = await running.client.sendRequest(PermalinkRequest, question);
      if (this.running === running && vscode.window.activeTextEditor?.document === document) {
        const site: Site | undefined = sites[0];
        const text = new vscode.MarkdownString(tooltip(site, permalink, this.serverOf(running), LINKS), true);
        text.isTrusted = { enabledCommands: LINKS.map(([, command]) => command) };
        this.set(`$(check) ${statusText(site)}`, text);
      }
    } catch {
      // The server is going away, which is told elsewhere; or it is older than the extension: the item stays as it is.
    }
  }

  private serverOf({ client, program }: Running): string {
    const server = client.initializeResult?.serverInfo;
    return `${server?.name ?? 'frontis'} ${server?.version ?? ''} (${program})`;
  }

  private set(text: string, tip: string | vscode.MarkdownString, background?: string): void {
    this.item.text = text;
    this.item.tooltip = tip;
    this.item.accessibilityInformation = { label: `frontis: ${text.replace(/\$\([^)]*\) ?/g, '')}` };
    this.item.backgroundColor = background ? new vscode.ThemeColor(background) : undefined;
    this.showWhereItHelps();
  }

  private showWhereItHelps(): void {
    const editor = vscode.window.activeTextEditor;
    if (editor && vscode.languages.match(MARKDOWN, editor.document) > 0) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}
