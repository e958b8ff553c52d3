// Runs VS Code's Markdown server as VS Code does: it leaves files and parsing to the editor, which does both here.
//
// node vscode.mjs SERVER FOLDER   speaks the protocol on standard input and output.
import { fork } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [server, folder] = process.argv.slice(2);
const require = createRequire(pathToFileURL(server));
const { IPCMessageReader, IPCMessageWriter, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");
const { TextDocument } = require("vscode-languageserver-textdocument");
const markdown = require("markdown-it")({ html: true });

// VS Code's own, but for the headings of other files, which it offers only if asked to.
const warning = { enabled: "warning" };
const settings = {
  markdown: {
    occurrencesHighlight: { enabled: true },
    suggest: { paths: { enabled: true, includeWorkspaceHeaderCompletions: "onDoubleHash" } },
    validate: {
      ...{ enabled: true, referenceLinks: warning, fragmentLinks: warning, ignoredLinks: [] },
      fileLinks: { ...warning, markdownFragmentLinks: "inherit" },
      ...{ unusedLinkDefinitions: warning, duplicateLinkDefinitions: warning },
    },
  },
};

const path = (uri) => fileURLToPath(uri.split("#")[0]);

async function* posts(below) {
  for (const entry of await readdir(below, { withFileTypes: true })) {
    const name = join(below, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") yield* posts(name);
    else if (entry.name.endsWith(".md")) yield pathToFileURL(name).href;
  }
}

// The texts that are open in the editor: the server asks for their trees by their addresses alone.
const texts = new Map();
const follow = {
  "textDocument/didOpen": ({ textDocument: { uri, languageId, version, text } }) =>
    texts.set(uri, TextDocument.create(uri, languageId, version, text)),
  "textDocument/didChange": ({ textDocument: { uri, version }, contentChanges }) =>
    TextDocument.update(texts.get(uri), contentChanges, version),
};
const textOf = async (uri) => texts.get(uri)?.getText() ?? readFile(path(uri), "utf8");

const answers = {
  "markdown/parse": async ({ uri, text }) => markdown.parse(text ?? (await textOf(uri)), {}),
  "markdown/fs/readFile": async ({ uri }) => Array.from(await readFile(path(uri))),
  "markdown/fs/readDirectory": async ({ uri }) =>
    (await readdir(path(uri), { withFileTypes: true })).map((entry) => [entry.name, { isDirectory: entry.isDirectory() }]),
  "markdown/fs/stat": async ({ uri }) =>
    stat(path(uri)).then((found) => ({ isDirectory: found.isDirectory() }), () => undefined),
  "markdown/findMarkdownFilesInWorkspace": () => all(posts(folder)),
  "markdown/fs/watcher/create": () => null,
  "markdown/fs/watcher/delete": () => null,
};

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

const child = fork(server, ["--node-ipc"], { silent: false, stdio: ["ignore", "ignore", "ignore", "ipc"] });
const toServer = new IPCMessageWriter(child);
const toClient = new StreamMessageWriter(process.stdout);
child.on("exit", (code) => process.exit(code ?? 1));
new StreamMessageReader(process.stdin).listen((said) => {
  if (said.method === "initialize") said.params.initializationOptions = { markdownFileExtensions: ["md"] };
  follow[said.method]?.(said.params);
  toServer.write(said);
  if (said.method === "initialized") toServer.write({ jsonrpc: "2.0", method: "workspace/didChangeConfiguration", params: { settings } });
});
new IPCMessageReader(child).listen(async (said) => {
  const answer = said.id !== undefined && answers[said.method];
  if (!answer) return toClient.write(said);
  try {
    toServer.write({ jsonrpc: "2.0", id: said.id, result: (await answer(said.params)) ?? null });
  } catch (error) {
    toServer.write({ jsonrpc: "2.0", id: said.id, error: { code: -32603, message: String(error) } });
  }
});
