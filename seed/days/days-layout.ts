import type { TableDirt } from '../dirty-table.ts';
import { productAt } from '../members.ts';
import { PLACES } from '../places.ts';
import { SalesFigures } from '../sales-figures.ts';
import * as dirt from '../shop-dirt.ts';
import type { LoadTruth } from '../shop-truth.ts';
import type { ShopWorld } from '../shop-world.ts';
import { stockCounts } from '../stock-count.ts';
import { StockFigures } from '../stock-figures.ts';
import type { SeededFile } from '../table-file.ts';
import { TicketFigures } from '../ticket-figures.ts';
import { AsOfFigures, type AsOfTruth } from './as-of-figures.ts';
import type { DayFiles, ShopTableName } from './day-files.ts';
import { DayTable } from './day-table.ts';
import { type DayTruth, dayTruths } from './day-tally.ts';
import {
  type MemberTables,
  writeCustomerDays,
  writePlaceDays,
  writeProductDays,
  writeSellerDays,
} from './days-members.ts';
import { type SalesTables, writeSaleDays } from './days-sales.ts';
import { type StockTables, writeStockDays } from './days-stock.ts';
import { NamedDays } from './named-days.ts';
import { VersionFigures, type VersionTruth } from './version-figures.ts';

/** What all days must come to, in one load and one after the other. */
export interface DaysTruth extends LoadTruth {
  readonly days: number;
  readonly by_day: readonly DayTruth[];
  readonly versions: Readonly<Record<string, VersionTruth>>;
  /** By what held at the purchase. */
  readonly as_of: AsOfTruth;
}

interface DaysShop {
  readonly truth: DaysTruth;
  readonly files: readonly SeededFile[];
}

/** In load order. */
const TABLES: readonly ShopTableName[] = [
  'geography',
  'customers',
  'profiles',
  'sellers',
  'products',
  'orders',
  'order_items',
  'payments',
  'reviews',
  'inventory',
  'support_tickets',
];

type Books = MemberTables & SalesTables & StockTables;

function openBooks(world: ShopWorld, files: DayFiles): Books {
  const table = (name: ShopTableName, ofTable: TableDirt): DayTable => new DayTable(world, files, name, ofTable);
  return {
    geography: table('geography', dirt.GEOGRAPHY_DIRT),
    customers: table('customers', dirt.CUSTOMER_DIRT),
    profiles: table('profiles', dirt.PROFILE_DIRT),
    sellers: table('sellers', dirt.SELLER_DIRT),
    products: table('products', dirt.PRODUCT_DIRT),
    orders: table('orders', dirt.ORDER_DIRT),
    items: table('order_items', dirt.ITEM_DIRT),
    payments: table('payments', dirt.PAYMENT_DIRT),
    reviews: table('reviews', dirt.REVIEW_DIRT),
    counts: table('inventory', dirt.STOCK_DIRT),
    tickets: table('support_tickets', dirt.TICKET_DIRT),
    named: {
      customers: new NamedDays(world.customers),
      aliases: new NamedDays(world.customers),
      products: new NamedDays(world.products),
      sellers: new NamedDays(world.sellers),
      places: new NamedDays(PLACES.length),
    },
    figures: new SalesFigures(),
    asOf: new AsOfFigures(),
    ticketFigures: new TicketFigures(),
    stockFigures: new StockFigures(),
    customerVersions: new VersionFigures(),
    productVersions: new VersionFigures(),
    sellerVersions: new VersionFigures(),
  };
}

/** Members that rows name and no file has. */
function addInvented({ named, customerVersions, productVersions, sellerVersions }: Books): void {
  customerVersions.addBare(named.customers.invented);
  productVersions.addBare(named.products.invented);
  sellerVersions.addBare(named.sellers.invented);
}

function talliesOf(books: Books) {
  return {
    geography: books.geography.tally,
    customer: books.customers.tally,
    profile: books.profiles.tally,
    seller: books.sellers.tally,
    product: books.products.tally,
    order: books.orders.tally,
    order_item: books.items.tally,
    payment: books.payments.tally,
    review: books.reviews.tally,
    inventory: books.counts.tally,
    support_ticket: books.tickets.tally,
  };
}

function figuresOf({ figures, stockFigures, ticketFigures }: Books): Pick<LoadTruth, 'facts' | 'figures' | 'findings'> {
  return {
    facts: {
      ...figures.facts,
      inventory_snapshot: stockFigures.snapshots,
      support_ticket: ticketFigures.tickets,
    },
    figures: {
      ...figures.figures,
      stock_on_hand_by_day: stockFigures.onHandByDay,
      tickets_by_issue: ticketFigures.byIssue,
      tickets_resolved: ticketFigures.resolved,
    },
    findings: { ...figures.findings, ...ticketFigures.findings, impossible_stock: stockFigures.impossible },
  };
}

function truthOf(world: ShopWorld, books: Books): DaysTruth {
  const { customerVersions, productVersions, sellerVersions } = books;
  const tallies = talliesOf(books);
  const counts = Object.entries(tallies).map(([entity, tally]) => [entity, tally.atOnce.counts()] as const);
  return {
    days: world.days,
    entities: Object.fromEntries(counts),
    ...figuresOf(books),
    dimensions: {
      customer: customerVersions.dimension,
      product: productVersions.dimension,
      seller: sellerVersions.dimension,
    },
    versions: { customer: customerVersions.truth, product: productVersions.truth },
    as_of: books.asOf.truth,
    by_day: dayTruths(world.days, tallies),
  };
}

/**
 * The shop's eleven tables with a file each for every day. What is told of one order or member is worked out at once
 * and goes to the files of its days, so nothing has to be kept but the days on which members were first named.
 */
export async function writeShopDays(
  world: ShopWorld,
  files: DayFiles,
  onTurn: (done: number) => void,
): Promise<DaysShop> {
  for (let index = 0; index < world.products; index += 1) world.prices[index] = productAt(world, index).priceCents;
  const books = openBooks(world, files);
  await files.writeRows(world.orders, (index) => writeSaleDays(world, books, index), onTurn);
  await files.writeRows(stockCounts(world), (index) => writeStockDays(world, books, index));
  await files.writeRows(world.customers, (index) => writeCustomerDays(world, books, index));
  await files.writeRows(world.sellers, (index) => writeSellerDays(world, books, index));
  await files.writeRows(world.products, (index) => writeProductDays(world, books, index));
  await files.writeRows(PLACES.length, (index) => writePlaceDays(books, index));
  addInvented(books);
  return { truth: truthOf(world, books), files: await files.finish(TABLES) };
}
