/** What happens in a run, as it happens; for progress, logs and tests that kill the process at a given moment. */
export type RunEvent =
  | { readonly kind: 'schema changed'; readonly changes: number }
  | { readonly kind: 'run started'; readonly runId: number }
  | { readonly kind: 'step started'; readonly step: string }
  | { readonly kind: 'chunk staged'; readonly entity: string; readonly rows: number }
  | { readonly kind: 'batch archived'; readonly entity: string }
  | { readonly kind: 'batch complete'; readonly entity: string; readonly rows: number }
  /** What a replay typed is in bronze, and still refused. */
  | { readonly kind: 'replay archived'; readonly entity: string }
  /** Rows that a replay let in are staged, not yet published. */
  | { readonly kind: 'replayed'; readonly entity: string; readonly rows: number }
  | {
      readonly kind: 'statement done';
      readonly entity: string;
      readonly name: string;
      readonly rows: number;
      readonly ms: number;
    }
  /** `rows`: rows of the star that changed, and rows that waited too long. */
  | { readonly kind: 'published'; readonly entity: string; readonly rows: number }
  | { readonly kind: 'step finished'; readonly step: string; readonly ms: number; readonly detail: string }
  | { readonly kind: 'note'; readonly text: string };

export type RunObserver = (event: RunEvent) => void;
