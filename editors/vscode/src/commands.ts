// What the writer can ask for in the command palette. The server knows the answers; here they are shown.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { RenameRequest, WorkspaceEdit } from 'vscode-languageclient/node';
import { Permalink, PermalinkRequest, SUGGEST_TERMS, Term, TermPlaceRequest, TermsRequest } from './protocol';
import { posts, previewOf, termLine } from './words';

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
    vscode.window.setStatusBarMessage(`$(tag) ${action.title}`, 5000);
  }
}

/** Renames the term under the cursor, or one from a list, on every post of the site, after a look at each change. */
async function renameTerm(client: LanguageClient): Promise<void> {
  const editor = markdownEditor();
  if (!editor) {
    return;
  }
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document);
  const found = await client.sendRequest(TermsRequest, { textDocument, position: client.code2ProtocolConverter.asPosition(editor.selection.active) });
  const term = found?.here ?? (await choose(found?.terms ?? []));
  const name = term && (await newName(term));
  if (!term || !name) {
    return;
  }
  const place = await client.sendRequest(TermPlaceRequest, { textDocument, taxonomy: term.taxonomy, name: term.name });
  if (!place) {
    void vscode.window.showWarningMessage(`No saved post has “${term.name}”. Save the post and try again.`);
    return;
  }
  // The server renames from an open text; this opens it without showing it.
  await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(place.uri));
  try {
    const edit = await client.sendRequest(RenameRequest.type, { textDocument: { uri: place.uri }, position: place.range.start, newName: name });
    await preview(client, edit);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function choose(terms: Term[]): Promise<Term | undefined> {
  if (terms.length === 0) {
    void vscode.window.showInformationMessage('No post of this site has a tag yet.');
    return undefined;
  }
  const items = terms.map((term) => ({ ...termLine(term), term }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Rename a tag or another term', placeHolder: 'Which one?', matchOnDescription: true });
  return chosen?.term;
}

/** A name that differs from the old one. */
async function newName(term: Term): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: `Rename “${term.name}” (${term.taxonomy}) on ${posts(term.posts)}`,
    prompt: 'Its new name. If there is a term of that name already, the two become one. You see every change before it is made.',
    value: term.name,
    validateInput: (text) => (text.trim() === '' ? 'A term needs a name.' : undefined),
  });
  return name?.trim() === term.name ? undefined : name?.trim();
}

/** Makes the edits after the writer has seen and confirmed them. */
async function preview(client: LanguageClient, edit: WorkspaceEdit | null): Promise<void> {
  if (!edit) {
    return;
  }
  // What needs a confirmation opens the view in which each file can be looked at and left out.
  for (const group of Object.values(edit.changeAnnotations ?? {})) {
    group.needsConfirmation = true;
  }
  await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), { isRefactoring: true });
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
