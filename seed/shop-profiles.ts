import type { InferredMembers } from './inferred-members.ts';
import { customerAt, customerId, type Profile } from './members.ts';
import { Random, STREAMS } from './random.ts';
import { drawRivalTime } from './rival-time.ts';
import { profileFields } from './shop-tables.ts';
import type { ShopWorld } from './shop-world.ts';
import type { TableWriter } from './table-writer.ts';

export const SEGMENTS = ['new', 'occasional', 'regular', 'loyal', 'lapsed'];
/** Of 1000 customers have a profile. */
export const WITH_PROFILE = 700;

function profileAt(world: ShopWorld, index: number, id: string, random: Random): Profile {
  const { changedAtMs, place } = customerAt(world, index);
  const lag = random.between(1, 20 * 24 * 3600) * 1000;
  return {
    customerId: id,
    segment: random.pick(SEGMENTS),
    language: random.perMille(80) ? '' : place.countryCode.toLowerCase(),
    points: String(random.between(0, 5_000)),
    changedAtMs: changedAtMs === null ? null : changedAtMs + lag,
  };
}

/** Writes the profile of customer `index`, who may have none, and books the members that only profiles name. */
export function writeProfile(world: ShopWorld, writer: TableWriter, customers: InferredMembers, index: number): void {
  const random = new Random(world.seed, STREAMS.profile, index);
  if (!random.perMille(WITH_PROFILE)) return;
  const draw = writer.draw(index);
  const isInvented = draw.kind === 'unknown_customer';
  const id = isInvented ? `C-gone-profile-${index}` : customerId(index);
  const profile = profileAt(world, index, id, random);
  const isKnown = writer.write(draw, {
    fields: profileFields(profile),
    isParentLoaded: true,
    isCompletion: !isInvented && !world.lost.customers.has(index),
    rival: (drawn) => {
      const { changedAtMs, ...rival } = drawRivalTime(drawn, profile.changedAtMs);
      const segment = drawn.pick(SEGMENTS.filter((other) => other !== profile.segment));
      return { fields: profileFields({ ...profile, segment, changedAtMs }), ...rival };
    },
  });
  if (isKnown && isInvented) customers.invented();
  else if (isKnown) customers.named(index);
}
