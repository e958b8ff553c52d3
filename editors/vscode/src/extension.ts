// The life of the extension: starts the server when a Markdown file is opened, restarts it when asked, stops it at the end.
import * as os from 'node:os';
import * as vscode from 'vscode';
import { commands } from './commands';
import { ClientCapabilities, DidChangeConfigurationNotification, LanguageClient, RevealOutputChannelOn, State, Trace, TransportKind } from 'vscode-languageclient/node';
import { Found, locate } from './locate';
import { explanations, linked } from './rules';
import { Status } from './status';

let client: LanguageClient | undefined;
/** Starts and restarts queue up here, so that no two servers are ever started at once. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<{ client: () => LanguageClient | undefined }> {
  const log = vscode.window.createOutputChannel('frontis', { log: true });
  const status = new Status();
  const restart = () => inTurn(() => start(context, log, status), log);
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand('frontis.restart', restart),
    vscode.commands.registerCommand('frontis.showLog', () => log.show()),
    ...commands(() => client),
    ...explanations(() => client),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('frontis.server.path')) {
        void restart();
      }
      if (change.affectsConfiguration('frontis.trace.server')) {
        void client?.setTrace(traceLevel());
      }
      if (change.affectsConfiguration('frontis') && client?.isRunning()) {
        void client.sendNotification(DidChangeConfigurationNotification.type, { settings: settings() });
      }
    }),
  );
  await restart();
  return { client: () => client };
}

export async function deactivate(): Promise<void> {
  await turn;
  await client?.dispose();
}

function inTurn(work: () => Promise<void>, log: vscode.LogOutputChannel): Promise<void> {
  turn = turn.then(work).catch((error: unknown) => log.error(String(error)));
  return turn;
}

/** Ends the server that runs, if any, and starts the one that the settings ask for now. */
async function start(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, status: Status): Promise<void> {
  await client?.dispose().catch((error: unknown) => log.warn(`The old server did not end well: ${error}`));
  client = undefined;
  const found = locate({
    configured: vscode.workspace.getConfiguration('frontis').get('server.path', ''),
    extensionFolder: context.extensionPath,
    workspaceFolder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    home: os.homedir(),
    env: process.env,
    platform: process.platform,
  });
  if (found.program === undefined) {
    status.missing();
    log.error(explain(found));
    void offerHelp(explain(found));
    return;
  }
  log.info(`Starting ${found.program} (from ${found.from})`);
  status.starting();
  client = newClient(found.program, log);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) {
      status.stopped();
    }
    // Menus show what needs a server only while there is one.
    void vscode.commands.executeCommand('setContext', 'frontis.running', newState === State.Running);
  });
  try {
    await client.start();
    await client.setTrace(traceLevel());
    status.follow({ client, program: found.program });
  } catch (error) {
    status.stopped();
    log.error(`The server did not start: ${error}`);
    void offerLog(`frontis did not start. The log says why.`);
  }
}

function newClient(program: string, log: vscode.LogOutputChannel): LanguageClient {
  const run = { command: program, args: ['server'], transport: TransportKind.stdio };
  const made = new LanguageClient('frontis', 'frontis', { run, debug: run }, {
    documentSelector: [{ scheme: 'file', language: 'markdown' }],
    initializationOptions: settings(),
    middleware: {
      handleDiagnostics: (uri, findings, next) => next(uri, linked(findings)),
      workspace: { configuration: (request) => request.items.map(({ section }) => (section === 'frontis' ? settings() : null)) },
    },
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  made.registerFeature({
    fillClientCapabilities: (capabilities: ClientCapabilities) => {
      capabilities.experimental = { ...capabilities.experimental, frontisSitesChanged: true };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  });
  return made;
}

/** The settings without those that are for the extension itself, which the server would refuse. */
function settings(): Record<string, unknown> {
  const { server: _path, trace: _trace, preview: _preview, ...rest } = vscode.workspace.getConfiguration().get<Record<string, unknown>>('frontis', {});
  return rest;
}

function traceLevel(): Trace {
  return Trace.fromString(vscode.workspace.getConfiguration('frontis').get('trace.server', 'off'));
}

function explain(found: Extract<Found, { problem: string }>): string {
  return found.problem === 'setting-is-no-program'
    ? `The setting "frontis.server.path" names ${found.looked}, and there is no program of that name that can be run.`
    : 'The program "frontis" was not found: it is not in this extension and not on your PATH. Install it, or say where it is in the setting "frontis.server.path".';
}

async function offerHelp(message: string): Promise<void> {
  const settings = 'Open the setting';
  const again = 'Look again';
  const choice = await vscode.window.showErrorMessage(message, settings, again);
  if (choice === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'frontis.server.path');
  } else if (choice === again) {
    await vscode.commands.executeCommand('frontis.restart');
  }
}

async function offerLog(message: string): Promise<void> {
  const show = 'Show the log';
  if ((await vscode.window.showErrorMessage(message, show)) === show) {
    await vscode.commands.executeCommand('frontis.showLog');
  }
}
