import { customerAlias, customerId, productId } from '../members.ts';
import type { OrderItem } from '../order-parts.ts';
import { drawRivalTime } from '../rival-time.ts';
import type { OrderHead } from '../shop-order.ts';
import { type TicketSubject, ticketFields } from '../shop-tables.ts';
import { numbered, type ShopWorld } from '../shop-world.ts';
import { type SupportTicket, supportTicketAt } from '../support-ticket.ts';
import type { TicketFigures } from '../ticket-figures.ts';
import type { DayTable } from './day-table.ts';
import type { NamedMembers } from './named-days.ts';
import type { Story } from './on-the-way.ts';
import { ticketTold } from './order-stories.ts';
import { NEVER } from './settle-key.ts';

export interface TicketTables {
  readonly tickets: DayTable;
  readonly named: NamedMembers;
  readonly ticketFigures: TicketFigures;
}

/** An order as its ticket knows it. */
export interface AskedOrder {
  readonly index: number;
  readonly head: OrderHead;
  readonly items: readonly OrderItem[];
  /** First day on which the warehouse has it. */
  readonly day: number;
  readonly isCustomerKnown: boolean;
}

interface Asked {
  readonly subject: TicketSubject;
  /** The shop's own number of the product, when the ticket names one. */
  readonly product: number | null;
}

function askedOf(ticket: SupportTicket, order: AskedOrder, kind: string): Asked {
  const isGone = kind === 'unknown_customer';
  const knowsAlias = order.index % 12 === 5 && !isGone && order.isCustomerKnown;
  const product = ticket.isAboutOrder ? (order.items[0]?.product ?? null) : null;
  const aboutOrder = ticket.isAboutOrder ? order.head.id : '';
  const known = knowsAlias ? '' : customerId(ticket.customer);
  return {
    subject: {
      customerId: isGone ? `C-gone-${ticket.id}` : known,
      customerAlias: knowsAlias ? customerAlias(ticket.customer) : '',
      orderId: kind === 'unknown_order' ? numbered('O-gone-', order.index, 8) : aboutOrder,
      productId: product === null ? '' : productId(product),
    },
    product,
  };
}

function nameAsked(named: NamedMembers, ticket: SupportTicket, { subject, product }: Asked, day: number): void {
  if (subject.customerId === '') named.aliases.name(ticket.customer, day);
  else if (subject.customerId === customerId(ticket.customer)) named.customers.name(ticket.customer, day);
  else named.customers.invent(day);
  if (product !== null) named.products.name(product, day);
}

function ticketRival(told: Story<SupportTicket>['told'][number], changedAtMs: number | null) {
  const early = { status: 'open', respondedMs: null, resolvedMs: null, score: null };
  const priority = told.value.priority === 'low' ? 'normal' : 'low';
  return { ...told, changedAtMs, value: { ...told.value, ...early, priority, changedAtMs } };
}

/** Writes the ticket that came of an order, if one did, from day to day, and books what becomes of it. */
export function writeTicketDays(world: ShopWorld, tables: TicketTables, order: AskedOrder): void {
  const ticket = supportTicketAt(world, order.index, order.head);
  if (ticket === null) return;
  const draw = tables.tickets.draw(order.index);
  const asked = askedOf(ticket, order, draw.kind);
  const { stored, settledDay } = tables.tickets.settle<SupportTicket>(
    {
      row: order.index,
      told: ticketTold(world, ticket, draw),
      fields: (value) => ticketFields(value, asked.subject),
      rival: (told, random) => {
        const { changedAtMs, place } = drawRivalTime(random, told.changedAtMs);
        return { told: ticketRival(told, changedAtMs), place };
      },
      correct: (told, _random, day) => ({ ...told, day, value: { ...told.value, channel: 'mail corrected' } }),
    },
    { parentDay: -1, namedDay: NEVER },
  );
  nameAsked(tables.named, ticket, asked, settledDay);
  const isOrderMissing = draw.kind === 'unknown_order' || (ticket.isAboutOrder && order.day === NEVER);
  if (stored !== null) tables.ticketFigures.add(stored.value, isOrderMissing);
}
