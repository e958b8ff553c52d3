// The item in the status bar: shown beside Markdown files, says whether the server runs, opens the log on a click.
import * as vscode from 'vscode';

const MARKDOWN: vscode.DocumentSelector = { scheme: 'file', language: 'markdown' };

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('frontis.status', vscode.StatusBarAlignment.Right, 100);
  private readonly listener = vscode.window.onDidChangeActiveTextEditor(() => this.showWhereItHelps());

  constructor() {
    this.item.name = 'frontis';
    this.item.command = 'frontis.showLog';
    this.showWhereItHelps();
  }

  starting(): void {
    this.set('$(loading~spin) frontis', 'frontis is starting');
  }

  running(server: { name: string; version?: string } | undefined, program: string): void {
    this.set('$(check) frontis', `${server?.name ?? 'frontis'} ${server?.version ?? ''}\n\n${program}\n\nClick to see the log.`);
  }

  stopped(): void {
    this.set('$(warning) frontis', 'frontis has stopped. Click to see the log; "frontis: Restart the server" starts it again.', 'statusBarItem.warningBackground');
  }

  missing(): void {
    this.set('$(warning) frontis', 'The program frontis was not found. Click to see where it was looked for.', 'statusBarItem.warningBackground');
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private set(text: string, tooltip: string, background?: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
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
