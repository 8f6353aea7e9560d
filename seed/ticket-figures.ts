import type { SupportTicket } from './support-ticket.ts';

/** Rows that each check of tickets reports. */
export interface TicketFindings {
  readonly wrong_ticket_dates: number;
  readonly ticket_resolved_without_time: number;
  readonly ticket_order_missing: number;
}

const RESOLVED: ReadonlySet<string> = new Set(['resolved', 'closed']);

/** Adds up what the star will hold of support tickets. */
export class TicketFigures {
  #tickets = 0;
  #resolved = 0;
  readonly #byIssue = new Map<string, number>();
  readonly #findings = { wrong_ticket_dates: 0, ticket_resolved_without_time: 0, ticket_order_missing: 0 };

  add(ticket: SupportTicket, isOrderMissing: boolean): void {
    const isResolved = RESOLVED.has(ticket.status);
    const isWrong = [ticket.respondedMs, ticket.resolvedMs].some((time) => time !== null && time < ticket.openedMs);
    const issue = `${ticket.category}: ${ticket.issue}`;
    this.#tickets += 1;
    this.#byIssue.set(issue, (this.#byIssue.get(issue) ?? 0) + 1);
    if (isResolved) this.#resolved += 1;
    if (isWrong) this.#findings.wrong_ticket_dates += 1;
    if (isResolved && ticket.resolvedMs === null) this.#findings.ticket_resolved_without_time += 1;
    if (isOrderMissing) this.#findings.ticket_order_missing += 1;
  }

  get tickets(): number {
    return this.#tickets;
  }

  get resolved(): number {
    return this.#resolved;
  }

  /** Tickets by `category: issue`. */
  get byIssue(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#byIssue].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  get findings(): TicketFindings {
    return { ...this.#findings };
  }
}
