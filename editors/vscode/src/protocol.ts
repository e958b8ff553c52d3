// What the server of frontis understands beyond the protocol; the Rust side is in src/server/handlers/.
import { type Location, NotificationType0, RequestType } from 'vscode-languageclient/node';

interface OfDocument {
  textDocument: { uri: string };
}

/** One site of the workspace. */
export interface Site {
  root: string;
  title: string | null;
  generator: string;
  version: string | null;
  posts: number;
}

/** Where a post is read. */
export interface Permalink {
  /** Below the host. */
  path: string;
  /** The published address; null where the configuration names no host. */
  live: string | null;
  /** The address while the generator's own server runs. */
  preview: string | null;
  /** What starts that server. */
  command: string | null;
  /** Why the next build leaves the post out; null for a published one. */
  hidden: string | null;
}

export interface Term {
  taxonomy: string;
  name: string;
  posts: number;
}

export const StatusRequest = new RequestType<OfDocument, { ready: boolean; sites: Site[] }, void>('frontis/status');
export const PermalinkRequest = new RequestType<OfDocument, Permalink | null, void>('frontis/permalink');
export const TermsRequest = new RequestType<OfDocument & { position: { line: number; character: number } }, { here: Term | null; terms: Term[] } | null, void>('frontis/terms');
export const TermPlaceRequest = new RequestType<OfDocument & { taxonomy: string; name: string }, Location | null, void>('frontis/termPlace');
/** The page of a rule, as Markdown. */
export const ExplainRequest = new RequestType<{ code: string }, string | null, void>('frontis/explain');
/** What the status says may have changed. */
export const SitesChanged = new NotificationType0('frontis/sitesChanged');

/** The kind of the code action that adds likely terms. */
export const SUGGEST_TERMS = 'source.suggestTerms.frontis';
