import { DAY_MS } from './calendar.ts';
import type { DirtDraw } from './dirty-table.ts';
import type { InferredMembers } from './inferred-members.ts';
import { customerAlias, customerId, productId } from './members.ts';
import type { OrderItem } from './order-parts.ts';
import { drawRivalTime } from './rival-time.ts';
import type { OrderHead } from './shop-order.ts';
import { type TicketSubject, ticketFields } from './shop-tables.ts';
import { numbered, type ShopWorld } from './shop-world.ts';
import { type SupportTicket, supportTicketAt } from './support-ticket.ts';
import type { TableWriter } from './table-writer.ts';
import type { TicketFigures } from './ticket-figures.ts';

/** Where tickets go, and who keeps count of them. */
export interface TicketBooks {
  readonly tickets: TableWriter;
  readonly customers: InferredMembers;
  readonly products: InferredMembers;
  readonly figures: TicketFigures;
}

/** An order as its ticket knows it. */
export interface TicketOrder {
  readonly index: number;
  readonly head: OrderHead;
  readonly items: readonly OrderItem[];
  readonly isLoaded: boolean;
}

/** What people get wrong when they keep tickets by hand. */
export function withTicketDirt(ticket: SupportTicket, { kind, random }: DirtDraw): SupportTicket {
  const early = ticket.openedMs - random.between(1, 9) * DAY_MS;
  if (kind === 'wrong_dates') {
    return ticket.resolvedMs === null ? { ...ticket, respondedMs: early } : { ...ticket, resolvedMs: early };
  }
  return kind === 'untimed' ? { ...ticket, status: 'resolved', resolvedMs: null } : ticket;
}

interface Asked extends TicketSubject {
  /** Of the shop, when the ticket names it by identifier. */
  readonly product: number | null;
}

function subjectOf(world: ShopWorld, ticket: SupportTicket, order: TicketOrder, kind: DirtDraw['kind']): Asked {
  const isGone = kind === 'unknown_customer';
  const knowsAlias = order.index % 12 === 5 && !isGone && !world.lost.customers.has(ticket.customer);
  const product = ticket.isAboutOrder ? (order.items[0]?.product ?? null) : null;
  const aboutOrder = ticket.isAboutOrder ? order.head.id : '';
  return {
    customerId: isGone ? `C-gone-${ticket.id}` : knowsAlias ? '' : customerId(ticket.customer),
    customerAlias: knowsAlias ? customerAlias(ticket.customer) : '',
    orderId: kind === 'unknown_order' ? numbered('O-gone-', order.index, 8) : aboutOrder,
    productId: product === null ? '' : productId(product),
    product,
  };
}

function book(books: TicketBooks, ticket: SupportTicket, asked: Asked, isOrderMissing: boolean): void {
  if (asked.customerId === customerId(ticket.customer)) books.customers.named(ticket.customer);
  else if (asked.customerId !== '') books.customers.invented();
  if (asked.product !== null) books.products.named(asked.product);
  books.figures.add(ticket, isOrderMissing);
}

/** Writes the ticket that came of an order, if one did, and books what of it will be loaded. */
export function writeTicket(world: ShopWorld, books: TicketBooks, order: TicketOrder): void {
  const planned = supportTicketAt(world, order.index, order.head);
  if (planned === null) return;
  const draw = books.tickets.draw(order.index);
  const ticket = withTicketDirt(planned, draw);
  const asked = subjectOf(world, ticket, order, draw.kind);
  const isKnown = books.tickets.write(draw, {
    fields: ticketFields(ticket, asked),
    isParentLoaded: true,
    rival: (random) => {
      const { changedAtMs, place } = drawRivalTime(random, ticket.changedAtMs);
      const early = { status: 'open', respondedMs: null, resolvedMs: null, score: null };
      const priority = ticket.priority === 'low' ? 'normal' : 'low';
      return { fields: ticketFields({ ...ticket, ...early, priority, changedAtMs }, asked), place };
    },
  });
  const isOrderMissing = draw.kind === 'unknown_order' || (ticket.isAboutOrder && !order.isLoaded);
  if (isKnown) book(books, ticket, asked, isOrderMissing);
}
