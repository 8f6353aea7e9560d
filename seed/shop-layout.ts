import type { TableDirt } from './dirty-table.ts';
import type { FeedTally } from './feed-tally.ts';
import type { FileSet } from './file-set.ts';
import { InferredMembers } from './inferred-members.ts';
import { createCsvFormat } from './line-format.ts';
import { PLACES } from './places.ts';
import { SalesFigures } from './sales-figures.ts';
import {
  CUSTOMER_DIRT,
  GEOGRAPHY_DIRT,
  ITEM_DIRT,
  ORDER_DIRT,
  PAYMENT_DIRT,
  PRODUCT_DIRT,
  PROFILE_DIRT,
  REVIEW_DIRT,
  SELLER_DIRT,
  STOCK_DIRT,
  TICKET_DIRT,
} from './shop-dirt.ts';
import { writeCustomer, writeGeography, writeProduct, writeSeller } from './shop-members.ts';
import { writeProfile } from './shop-profiles.ts';
import { type SalesBooks, writeSale } from './shop-sales.ts';
import { type StockBooks, writeStockCount } from './shop-stock.ts';
import { SHOP_COLUMNS } from './shop-tables.ts';
import type { DimensionTruth, LoadTruth } from './shop-truth.ts';
import type { ShopWorld } from './shop-world.ts';
import { stockCounts } from './stock-count.ts';
import { StockFigures } from './stock-figures.ts';
import { TableWriter } from './table-writer.ts';
import { TicketFigures } from './ticket-figures.ts';

const FORMAT = createCsvFormat({ separator: ',', lineEnd: '\n', byteOrderMark: false, nullTexts: [''] });

interface MemberTables {
  readonly geography: TableWriter;
  readonly customers: TableWriter;
  readonly profiles: TableWriter;
  /** Customers whom only other tables name. */
  readonly namedCustomers: InferredMembers;
  readonly sellers: TableWriter;
  readonly products: TableWriter;
}

async function writeMembers(world: ShopWorld, files: FileSet, create: CreateTable): Promise<MemberTables> {
  const geography = await create('geography', GEOGRAPHY_DIRT);
  await files.writeRows(PLACES.length, (index) => writeGeography(geography, index));
  const customers = await create('customers', CUSTOMER_DIRT);
  await files.writeRows(world.customers, (index) => writeCustomer(world, customers, index));
  const profiles = await create('profiles', PROFILE_DIRT);
  const namedCustomers = new InferredMembers(world.lost.customers, world.customers);
  await files.writeRows(world.customers, (index) => writeProfile(world, profiles, namedCustomers, index));
  const sellers = await create('sellers', SELLER_DIRT);
  await files.writeRows(world.sellers, (index) => writeSeller(world, sellers, index));
  const products = await create('products', PRODUCT_DIRT);
  await files.writeRows(world.products, (index) => writeProduct(world, products, index));
  await files.finish();
  return { geography, customers, profiles, namedCustomers, sellers, products };
}

type CreateTable = (table: keyof typeof SHOP_COLUMNS, dirt: TableDirt) => Promise<TableWriter>;

async function openSales(world: ShopWorld, create: CreateTable, customers: InferredMembers): Promise<SalesBooks> {
  const products = new InferredMembers(world.lost.products, world.products);
  return {
    orders: await create('orders', ORDER_DIRT),
    items: await create('order_items', ITEM_DIRT),
    payments: await create('payments', PAYMENT_DIRT),
    reviews: await create('reviews', REVIEW_DIRT),
    customers,
    products,
    sellers: new InferredMembers(world.lost.sellers, world.sellers),
    figures: new SalesFigures(),
    support: {
      tickets: await create('support_tickets', TICKET_DIRT),
      customers,
      products,
      figures: new TicketFigures(),
    },
  };
}

async function writeStock(
  world: ShopWorld,
  files: FileSet,
  create: CreateTable,
  { products, sellers }: SalesBooks,
): Promise<StockBooks> {
  const books = { counts: await create('inventory', STOCK_DIRT), products, sellers, figures: new StockFigures() };
  await files.writeRows(stockCounts(world), (index) => writeStockCount(world, books, index));
  await files.finish();
  return books;
}

/** `moreVersions` are those that another table begins. */
export function dimensionTruth(tally: FeedTally, inferred: number, moreVersions = 0): DimensionTruth {
  const members = tally.keys + inferred;
  return { members, versions: members + tally.versions + moreVersions, inferred };
}

/** The shop's eleven files in Storehouse's own clean format: UTF-8, commas, ISO times in UTC. */
export async function writeShopLayout(
  world: ShopWorld,
  files: FileSet,
  onTurn: (done: number) => void,
): Promise<LoadTruth> {
  const create: CreateTable = async (table, dirt) =>
    new TableWriter(await files.create(`${table}.csv`, SHOP_COLUMNS[table], FORMAT), dirt, world.seed, world.dirt);
  const members = await writeMembers(world, files, create);
  const books = await openSales(world, create, members.namedCustomers);
  await files.writeRows(world.orders, (index) => writeSale(world, books, index), onTurn);
  await files.finish();
  return createTruth(members, books, await writeStock(world, files, create, books));
}

function createTruth(members: MemberTables, books: SalesBooks, stock: StockBooks): LoadTruth {
  return {
    entities: {
      geography: members.geography.tally.counts(),
      customer: members.customers.tally.counts(),
      profile: members.profiles.tally.counts(),
      seller: members.sellers.tally.counts(),
      product: members.products.tally.counts(),
      order: books.orders.tally.counts(),
      order_item: books.items.tally.counts(),
      payment: books.payments.tally.counts(),
      review: books.reviews.tally.counts(),
      inventory: stock.counts.tally.counts(),
      support_ticket: books.support.tickets.tally.counts(),
    },
    facts: {
      ...books.figures.facts,
      inventory_snapshot: stock.figures.snapshots,
      support_ticket: books.support.figures.tickets,
    },
    dimensions: {
      customer: dimensionTruth(members.customers.tally, books.customers.count, members.profiles.tally.versions),
      product: dimensionTruth(members.products.tally, books.products.count),
      seller: dimensionTruth(members.sellers.tally, books.sellers.count),
    },
    figures: {
      ...books.figures.figures,
      stock_on_hand_by_day: stock.figures.onHandByDay,
      tickets_by_issue: books.support.figures.byIssue,
      tickets_resolved: books.support.figures.resolved,
    },
    findings: {
      ...books.figures.findings,
      ...books.support.figures.findings,
      impossible_stock: stock.figures.impossible,
    },
  };
}
