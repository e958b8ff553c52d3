// The page of a rule, shown beside the post: behind a click on the code of a finding, and as a command.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ExplainRequest } from './protocol';

const SCHEME = 'frontis-rule';
const EXPLAIN = 'frontis.explainRule';

/** The command, and the documents that it shows. */
export function explanations(running: () => LanguageClient | undefined): vscode.Disposable[] {
  const page = async (uri: vscode.Uri) => {
    const text = await running()?.sendRequest(ExplainRequest, { code: codeOf(uri) });
    return text ?? `There is no rule of the name “${codeOf(uri)}”, or frontis is not running.`;
  };
  return [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: page }),
    vscode.commands.registerCommand('frontis.explainRule', async (code?: string) => {
      const wanted = code ?? (await choose());
      if (wanted) {
        await vscode.commands.executeCommand('markdown.showPreviewToSide', vscode.Uri.from({ scheme: SCHEME, path: `/${wanted}.md` }));
      }
    }),
  ];
}

/** Makes the code of each finding a link to its page. */
export function linked(findings: vscode.Diagnostic[]): vscode.Diagnostic[] {
  for (const finding of findings) {
    if (typeof finding.code === 'string') {
      const target = vscode.Uri.parse(`command:${EXPLAIN}?${encodeURIComponent(JSON.stringify([finding.code]))}`);
      finding.code = { value: finding.code, target };
    }
  }
  return findings;
}

/** The rule of the finding at the cursor, or one of those in the post. */
async function choose(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const findings = editor ? vscode.languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === 'frontis') : [];
  const here = findings.filter(({ range }) => editor?.selection.active && range.contains(editor.selection.active));
  if (here.length === 1) {
    return nameOf(here[0]);
  }
  if (findings.length === 0) {
    void vscode.window.showInformationMessage('frontis finds nothing in this post.');
    return undefined;
  }
  const items = (here.length > 0 ? here : findings).map((finding) => ({ label: nameOf(finding), detail: finding.message }));
  return (await vscode.window.showQuickPick(items, { title: 'Explain a finding', placeHolder: 'Which one?', matchOnDetail: true }))?.label;
}

function nameOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function codeOf(uri: vscode.Uri): string {
  return uri.path.replace(/^\/|\.md$/g, '');
}
