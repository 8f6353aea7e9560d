import { itemAt, type Random } from './random.ts';

export interface Place {
  readonly country: string;
  readonly countryCode: string;
  readonly postalCode: string;
  readonly city: string;
  /** Degrees times 1,000,000. */
  readonly latitude: number;
  readonly longitude: number;
}

interface Country {
  readonly name: string;
  readonly code: string;
  /** Share of the customers. */
  readonly weight: number;
  readonly postalDigits: number;
  /** City, first postal code, degrees north and east times 10,000. */
  readonly cities: readonly (readonly [string, number, number, number])[];
}

const POSTAL_CODES_PER_CITY = 10;

const COUNTRIES: readonly Country[] = [
  {
    name: 'Germany',
    code: 'DE',
    weight: 26,
    postalDigits: 5,
    cities: [
      ['Berlin', 10115, 525200, 134050],
      ['München', 80331, 481374, 115755],
      ['Köln', 50667, 509375, 69603],
      ['Düsseldorf', 40210, 512277, 67735],
      ['Halle (Saale)', 6108, 514828, 119697],
      ['Frankfurt am Main', 60306, 501109, 86821],
    ],
  },
  {
    name: 'France',
    code: 'FR',
    weight: 18,
    postalDigits: 5,
    cities: [
      ['Paris', 75001, 488566, 23522],
      ['Saint-Étienne', 42000, 454397, 43872],
      ['Lyon', 69001, 457640, 48357],
      ['Nîmes', 30000, 438367, 43601],
      ['Orléans', 45000, 479030, 19093],
    ],
  },
  {
    name: 'Italy',
    code: 'IT',
    weight: 12,
    postalDigits: 5,
    cities: [
      ['Roma', 118, 419028, 124964],
      ['Milano', 20121, 454642, 91900],
      ["L'Aquila", 67100, 423498, 133995],
      ['Forlì', 47121, 442227, 120407],
    ],
  },
  {
    name: 'Spain',
    code: 'ES',
    weight: 11,
    postalDigits: 5,
    cities: [
      ['Madrid', 28001, 404168, -37038],
      ['Málaga', 29001, 367213, -44214],
      ['Valencia', 46001, 394699, -3763],
      ['A Coruña', 15001, 433623, -84115],
    ],
  },
  {
    name: 'Netherlands',
    code: 'NL',
    weight: 8,
    postalDigits: 4,
    cities: [
      ['Amsterdam', 1011, 523676, 49041],
      ["'s-Hertogenbosch", 5211, 516978, 53037],
      ['Den Haag', 2511, 520705, 43007],
    ],
  },
  {
    name: 'Poland',
    code: 'PL',
    weight: 7,
    postalDigits: 5,
    cities: [
      ['Warszawa', 1, 522297, 210122],
      ['Łódź', 90001, 517592, 194560],
      ['Kraków', 30001, 500647, 199450],
      ['Wrocław', 50001, 511079, 170385],
    ],
  },
  {
    name: 'Belgium',
    code: 'BE',
    weight: 5,
    postalDigits: 4,
    cities: [
      ['Bruxelles', 1000, 508503, 43517],
      ['Liège', 4000, 506326, 55797],
      ['Gent', 9000, 510543, 37174],
    ],
  },
  {
    name: 'Austria',
    code: 'AT',
    weight: 5,
    postalDigits: 4,
    cities: [
      ['Wien', 1010, 482082, 163738],
      ['Graz', 8010, 470707, 154395],
      ['Sankt Pölten', 3100, 482047, 156256],
    ],
  },
  {
    name: 'Portugal',
    code: 'PT',
    weight: 3,
    postalDigits: 4,
    cities: [
      ['Lisboa', 1000, 387223, -91393],
      ['Setúbal', 2900, 385244, -88882],
    ],
  },
  {
    name: 'Sweden',
    code: 'SE',
    weight: 2,
    postalDigits: 5,
    cities: [
      ['Stockholm', 11120, 593293, 180686],
      ['Göteborg', 41101, 577089, 119746],
      ['Malmö', 21111, 556050, 130038],
    ],
  },
  {
    name: 'Denmark',
    code: 'DK',
    weight: 2,
    postalDigits: 4,
    cities: [
      ['København', 1050, 556761, 125683],
      ['Aarhus', 8000, 561629, 102039],
      ['Rønne', 3700, 551009, 147066],
    ],
  },
  {
    name: 'Czechia',
    code: 'CZ',
    weight: 1,
    postalDigits: 5,
    cities: [
      ['Praha', 11000, 500755, 144378],
      ['Plzeň', 30100, 497384, 133736],
      ['České Budějovice', 37001, 489745, 144743],
    ],
  },
];

function placeOf(country: Country, cityIndex: number, offset: number): Place {
  const [city, firstCode, north, east] = itemAt(country.cities, cityIndex);
  const digits = String(firstCode + offset).padStart(country.postalDigits, '0');
  return {
    country: country.name,
    countryCode: country.code,
    postalCode: `${country.code}-${digits}`,
    city,
    latitude: north * 100 + offset * 1_370,
    longitude: east * 100 - offset * 910,
  };
}

/** Every place there is, in a fixed order. */
export const PLACES: readonly Place[] = COUNTRIES.flatMap((country) =>
  country.cities.flatMap((_, cityIndex) =>
    Array.from({ length: POSTAL_CODES_PER_CITY }, (_unused, offset) => placeOf(country, cityIndex, offset)),
  ),
);

/** A place, its country by the country's share, its city with the first of the country ahead. */
export function drawPlace(random: Random): Place {
  const country = random.weighted(COUNTRIES);
  const cityIndex = Math.min(random.below(country.cities.length), random.below(country.cities.length));
  return placeOf(country, cityIndex, random.below(POSTAL_CODES_PER_CITY));
}

/** Degrees times 1,000,000 as decimal text. */
export function formatDegrees(millionths: number): string {
  const size = Math.abs(millionths);
  const text = `${Math.floor(size / 1_000_000)}.${String(size % 1_000_000).padStart(6, '0')}`;
  return millionths < 0 ? `-${text}` : text;
}
