// Where the server's program is: a setting, inside the extension, on PATH, or where cargo puts it. Knows nothing of VS Code.
import * as fs from 'node:fs';
import * as path from 'node:path';

/** What the search goes by. */
export interface Places {
  /** The setting `frontis.server.path`; empty when unset. */
  configured: string;
  /** The folder in which the extension is installed. */
  extensionFolder: string;
  /** The first folder of the workspace, if one is open. */
  workspaceFolder?: string;
  /** The user's home folder. */
  home: string;
  /** The environment in which `PATH` is looked up. */
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}

export type Found =
  | { program: string; from: 'setting' | 'extension' | 'PATH' | 'cargo' }
  | { program?: undefined; problem: 'setting-is-no-program' | 'nowhere'; looked: string };

/** The first program of setting, extension, PATH and cargo. A setting that names no program is a problem, not a reason to look on. */
export function locate(places: Places): Found {
  if (places.configured.trim() !== '') {
    const program = expand(places.configured.trim(), places);
    const found = isBareName(program) ? onPath([program], places) : isProgram(program) ? program : undefined;
    return found ? { program: found, from: 'setting' } : { problem: 'setting-is-no-program', looked: program };
  }
  const names = places.platform === 'win32' ? ['frontis.exe', 'frontis.cmd'] : ['frontis'];
  const bundled = path.join(places.extensionFolder, 'server', names[0]);
  if (isProgram(bundled)) {
    return { program: bundled, from: 'extension' };
  }
  const installed = onPath(names, places);
  if (installed) {
    return { program: installed, from: 'PATH' };
  }
  // An editor that was not started from a shell may not have this folder on its PATH.
  const byCargo = path.join(places.home, '.cargo', 'bin', names[0]);
  return isProgram(byCargo) ? { program: byCargo, from: 'cargo' } : { problem: 'nowhere', looked: pathOf(places.env) };
}

function expand(program: string, places: Places): string {
  const home = program === '~' || /^~[\\/]/.test(program) ? places.home + program.slice(1) : program;
  return home.replaceAll('${workspaceFolder}', places.workspaceFolder ?? '');
}

function isBareName(program: string): boolean {
  return !/[\\/]/.test(program);
}

function onPath(names: string[], places: Places): string | undefined {
  const separator = places.platform === 'win32' ? ';' : ':';
  return pathOf(places.env)
    .split(separator)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(isProgram);
}

/** On Windows the variable may be spelt `Path`. */
function pathOf(env: NodeJS.ProcessEnv): string {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH');
  return (key && env[key]) ?? '';
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
