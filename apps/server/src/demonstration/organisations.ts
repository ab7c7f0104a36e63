/** The nine departments, with what is grown there and the places that invented organisations are called after. */
export const DEPARTMENTS = [
  {
    code: 'LP',
    name: 'La Paz',
    products: ['quinua', 'café', 'cacao'],
    places: ['Achacachi', 'Caranavi', 'Palos Blancos', 'Sorata', 'Patacamaya', 'Luribay', 'Charazani'],
  },
  {
    code: 'OR',
    name: 'Oruro',
    products: ['quinua', 'camélidos', 'haba'],
    places: ['Challapata', 'Salinas', 'Curahuara', 'Toledo', 'Huanuni', 'Caracollo', 'Poopó'],
  },
  {
    code: 'PT',
    name: 'Potosí',
    products: ['quinua real', 'papa', 'durazno'],
    places: ['Uyuni', 'Tupiza', 'Cotagaita', 'Llica', 'Betanzos', 'Vitichi', 'Colcha'],
  },
  {
    code: 'CB',
    name: 'Cochabamba',
    products: ['leche', 'manzana', 'banano'],
    places: ['Punata', 'Tiraque', 'Chimoré', 'Aiquile', 'Mizque', 'Arani', 'Totora'],
  },
  {
    code: 'CH',
    name: 'Chuquisaca',
    products: ['ají', 'maní', 'orégano'],
    places: ['Padilla', 'Monteagudo', 'Tomina', 'Zudáñez', 'Sopachuy', 'Azurduy', 'Culpina'],
  },
  {
    code: 'TJ',
    name: 'Tarija',
    products: ['uva', 'miel', 'papa'],
    places: ['Uriondo', 'Padcaya', 'El Puente', 'Bermejo', 'Entre Ríos', 'Yunchará', 'San Lorenzo'],
  },
  {
    code: 'SC',
    name: 'Santa Cruz',
    products: ['sésamo', 'piña', 'frejol'],
    places: ['San Julián', 'Yapacaní', 'Comarapa', 'Mairana', 'Concepción', 'Charagua', 'Vallegrande'],
  },
  {
    code: 'BE',
    name: 'Beni',
    products: ['cacao silvestre', 'ganado', 'arroz'],
    places: ['Baures', 'San Borja', 'Rurrenabaque', 'Riberalta', 'Reyes', 'Loreto', 'Magdalena'],
  },
  {
    code: 'PD',
    name: 'Pando',
    products: ['castaña', 'asaí', 'yuca'],
    places: ['Porvenir', 'Filadelfia', 'Bolpebra', 'Puerto Rico', 'El Sena', 'Bella Flor', 'Nueva Esperanza'],
  },
] as const;

export interface Organisation {
  readonly number: number;
  /** Of the alliance and of its agreement. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly region: string;
  readonly product: string;
  readonly place: string;
  readonly producers: number;
  readonly women: number;
  readonly model: 1 | 2 | 3;
  /** In bolivianos; a multiple of 70,000, so that three sevenths of it are whole. */
  readonly credit: number;
}

/** Numbers that look like chance and are always the same: a small congruential sequence. */
export const chance = (number: number, salt: number, below: number): number =>
  (Math.imul(number * 7919 + salt * 104_729, 2_654_435_761) >>> 8) % below;

/** The alliance of a number, from 1 on; departments take turns. */
export function organisation(number: number): Organisation {
  const index = number - 1;
  const { code, name, products, places } = DEPARTMENTS[index % DEPARTMENTS.length]!;
  const round = Math.floor(index / DEPARTMENTS.length);
  const place = places[round % places.length]!;
  const product = products[chance(number, 1, products.length)]!;
  const producers = 24 + chance(number, 2, 60);
  const two = String(number).padStart(2, '0');
  return {
    number,
    id: `a-${two}`,
    code: `ORG-${two}`,
    name: `Asociación de Productores de ${product} de ${place}`,
    department: name,
    region: code,
    product,
    place,
    producers,
    women: Math.floor((producers * (30 + chance(number, 3, 30))) / 100),
    model: (1 + chance(number, 4, 3)) as 1 | 2 | 3,
    credit: 70_000 * (6 + chance(number, 5, 12)),
  };
}
