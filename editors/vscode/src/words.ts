// What the writer reads in the status bar and in pick lists, and addresses. Knows nothing of VS Code.
import type { Permalink, Site, Term } from './protocol';

/** Longer titles would push out what others show in the status bar. */
const MAX_TITLE = 24;

/** `Crumb and Chain · Hugo 0.168.0 · 17 posts` */
export function statusText(site: Site | undefined): string {
  return site ? [shortened(site.title ?? folderOf(site)), generatorOf(site), posts(site.posts)].join(' · ') : 'frontis';
}

/** The lines of the tooltip, as Markdown. `enabled` are the commands of the extension that make sense now. */
export function tooltip(site: Site | undefined, permalink: Permalink | null | undefined, server: string, links: [string, string][]): string {
  const lines: string[] = [];
  if (site) {
    lines.push(`**${escaped(site.title ?? folderOf(site))}**`, `${generatorOf(site)}, ${posts(site.posts)} in \`${folderOf(site)}\``);
  }
  if (permalink) {
    lines.push(permalink.hidden ? escaped(permalink.hidden) : `This post: \`${decoded(permalink.path)}\``);
  }
  lines.push('---', links.map(([label, command]) => `[${label}](command:${command})`).join(' · '), escaped(server));
  return lines.join('\n\n');
}

/** The address of a post in the browser: that of the generator's server, or the same below an address of the writer's. */
export function previewOf(permalink: Permalink, address: string): string | undefined {
  const own = address.trim().replace(/\/+$/, '');
  return own === '' ? (permalink.preview ?? undefined) : own + permalink.path;
}

/** `bread`, with `tags · 12 posts` beside it. */
export function termLine(term: Term): { label: string; description: string } {
  return { label: term.name, description: `${term.taxonomy} · ${posts(term.posts)}` };
}

function posts(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`;
}

function generatorOf(site: Site): string {
  return site.version ? `${site.generator} ${site.version}` : site.generator;
}

function folderOf(site: Site): string {
  return decoded(site.root.replace(/\/+$/, '').split('/').pop() ?? '') || site.root;
}

/** As a person reads it; what is no valid escape stays. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length > MAX_TITLE ? `${letters.slice(0, MAX_TITLE - 1).join('').trimEnd()}…` : title;
}

/** A title may hold what Markdown, or the icons of VS Code, would take for their own. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>$|~]/g, '\\$&');
}
