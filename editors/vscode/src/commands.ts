// What the writer can ask for in the command palette. The server knows the answers; here they are shown.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Permalink, PermalinkRequest, SUGGEST_TERMS, Term, TermPlaceRequest, TermsRequest } from './protocol';
import { previewOf, termLine } from './words';

/** How long the generator's server may take to answer before the writer is told, in milliseconds. */
const PATIENCE = 1500;

/** The commands that need a server, by their names. `running` gives the one that runs now. */
export function commands(running: () => LanguageClient | undefined): vscode.Disposable[] {
  const withClient = (work: (client: LanguageClient, ...args: unknown[]) => Promise<void>) => async (...args: unknown[]) => {
    const client = running();
    if (client?.isRunning()) {
      await work(client, ...args);
    } else {
      void vscode.window.showWarningMessage('frontis is not running. The log says why.', 'Show the log').then((choice) => choice && vscode.commands.executeCommand('frontis.showLog'));
    }
  };
  return [
    vscode.commands.registerCommand('frontis.suggestTerms', withClient(suggestTerms)),
    vscode.commands.registerCommand('frontis.renameTerm', withClient(renameTerm)),
    vscode.commands.registerCommand('frontis.openPermalink', withClient(openPermalink)),
    vscode.commands.registerCommand('frontis.copyPermalink', withClient(copyPermalink)),
    vscode.commands.registerCommand('frontis.menu', menu),
  ];
}

/** Adds the terms that the post most likely lacks, in the taxonomy of the list that the cursor is in. */
async function suggestTerms(): Promise<void> {
  const editor = markdownEditor();
  if (!editor) {
    return;
  }
  const { document, selection } = editor;
  const actionsAt = (range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, SUGGEST_TERMS);
  const start = new vscode.Range(0, 0, 0, 0);
  // From the text below the front matter the usual taxonomy is meant.
  const action = [...((await actionsAt(selection)) ?? []), ...((await actionsAt(start)) ?? [])].find(({ edit }) => edit !== undefined);
  if (!action?.edit) {
    void vscode.window.showInformationMessage('Nothing to suggest: this post has what is likely, or there are too few posts like it.');
    return;
  }
  const [first] = action.edit.get(document.uri);
  if (await vscode.workspace.applyEdit(action.edit)) {
    editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    // The title is an order with the terms behind a colon.
    vscode.window.setStatusBarMessage(`$(tag) Added ${action.title.replace(/^[^:]*: /, '')}`, 5000);
  }
}

/** Renames the term under the cursor, or one from a list, on every post of the site, with the editor's own question. */
async function renameTerm(client: LanguageClient): Promise<void> {
  const editor = markdownEditor();
  if (!editor) {
    return;
  }
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document);
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  const found = await client.sendRequest(TermsRequest, { textDocument, position });
  if (found?.here) {
    await vscode.commands.executeCommand('editor.action.rename');
    return;
  }
  const term = await choose(found?.terms ?? []);
  const place = term && (await client.sendRequest(TermPlaceRequest, { textDocument, taxonomy: term.taxonomy, name: term.name }));
  if (!place) {
    return;
  }
  // VS Code renames what the cursor is on, so a post that has the term comes up.
  const { uri, range } = client.protocol2CodeConverter.asLocation(place);
  await vscode.window.showTextDocument(uri, { selection: range });
  await vscode.commands.executeCommand('editor.action.rename');
}

async function choose(terms: Term[]): Promise<Term | undefined> {
  if (terms.length === 0) {
    void vscode.window.showInformationMessage('No post of this site has a tag yet.');
    return undefined;
  }
  const items = terms.map((term) => ({ ...termLine(term), term }));
  const title = 'Rename a tag or another term on all posts';
  const placeHolder = 'Which one? Then type its new name. Ctrl+Enter shows every change before it is made.';
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.term;
}

async function openPermalink(client: LanguageClient, ...args: unknown[]): Promise<void> {
  const permalink = await permalinkOf(client, args);
  if (!permalink) {
    return;
  }
  const address = previewOf(permalink, vscode.workspace.getConfiguration('frontis').get('preview.address', ''));
  if (!address) {
    void vscode.window.showInformationMessage('Say in the setting “frontis.preview.address” where you see this site while you write.');
    return;
  }
  const problem = await problemAt(address, permalink);
  const anyway = 'Open anyway';
  if (problem === undefined || (await vscode.window.showWarningMessage(problem, anyway)) === anyway) {
    await vscode.env.openExternal(vscode.Uri.parse(address, true));
  }
}

/** Why the page would not show, as far as one look tells. */
async function problemAt(address: string, permalink: Permalink): Promise<string | undefined> {
  try {
    const { status } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) });
    return status === 404 ? `There is no page at ${address}. ${permalink.hidden ?? 'Is this post saved?'}` : undefined;
  } catch {
    const start = permalink.command ? ` Start \`${permalink.command}\` in the folder of the site.` : '';
    return `Nothing answers at ${new URL(address).origin}.${start}`;
  }
}

async function copyPermalink(client: LanguageClient, ...args: unknown[]): Promise<void> {
  const permalink = await permalinkOf(client, args);
  if (permalink) {
    const address = permalink.live ?? permalink.path;
    await vscode.env.clipboard.writeText(address);
    vscode.window.setStatusBarMessage(`$(check) Copied ${address}`, 5000);
  }
}

/** Of the file that a menu was opened on, or else of the one that is being edited. */
async function permalinkOf(client: LanguageClient, [target]: unknown[]): Promise<Permalink | undefined> {
  const uri = target instanceof vscode.Uri ? target : markdownEditor()?.document.uri;
  if (!uri) {
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const permalink = await client.sendRequest(PermalinkRequest, { textDocument });
  if (!permalink) {
    void vscode.window.showInformationMessage('The address of this file is not known: it is no post of a site, or its front matter cannot be read.');
  }
  return permalink ?? undefined;
}

/** What a click on the status item offers. */
async function menu(): Promise<void> {
  const item = (icon: string, label: string, command: string, argument?: string) => ({ label: `$(${icon}) ${label}`, command, argument });
  const chosen = await vscode.window.showQuickPick(
    [
      item('tag', 'Suggest tags for this post', 'frontis.suggestTerms'),
      item('edit', 'Rename a tag or another term on all posts', 'frontis.renameTerm'),
      item('globe', 'Open this post in the browser', 'frontis.openPermalink'),
      item('copy', 'Copy the address of this post', 'frontis.copyPermalink'),
      item('question', 'Explain a finding in this post', 'frontis.explainRule'),
      item('warning', 'Show the problems', 'workbench.actions.view.problems'),
      item('gear', 'Change the settings', 'workbench.action.openSettings', 'frontis.'),
      item('output', 'Show the log', 'frontis.showLog'),
      item('debug-restart', 'Restart the server', 'frontis.restart'),
    ],
    { title: 'frontis' },
  );
  if (chosen) {
    await vscode.commands.executeCommand(chosen.command, ...(chosen.argument ? [chosen.argument] : []));
  }
}

function markdownEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === 'markdown') {
    return editor;
  }
  void vscode.window.showInformationMessage('Open a post first.');
  return undefined;
}
