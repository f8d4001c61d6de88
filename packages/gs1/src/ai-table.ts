import type { Linter } from './linters.ts'

/**
 * One line for all application identifiers of one rule: which (ranges inclusive); flags (`*` of a length known in advance, `?` may
 * be an attribute of a Digital Link); the format, component by component, each with the checks of its content (`[…]` optional);
 * what it needs beside it (one of these, `+` joins); what it contradicts (`n` any digit, `self` its own family with another
 * decimal point); for a primary key the qualifiers it takes, in order, `|` between alternatives.
 */
type Row = readonly [
  ais: string,
  flags: string,
  format: string,
  needs?: string,
  excludes?: string,
  path?: string,
]

/** Measures whose last digit says where the decimal point stands. */
const everyDecimal = (families: string): string =>
  [...expandRanges(families)].map((family) => `${family}0-${family}5`).join(' ')

/** The application identifiers of GS1: facts of the Barcode Syntax Dictionary (GS1 AISBL, Apache-2.0), which a test compares. */
const rows = (): readonly Row[] => [
  ['00', '*?', 'N18,csum,gcppos2', '', '', ''],
  ['01', '*?', 'N14,csum,gcppos2', '', '255 37', '22 10 21|235'],
  ['02', '*?', 'N14,csum,gcppos2', '37', '01 03'],
  ['03', '*', 'N14,csum,gcppos2', '', '01 02 37 235'],
  ['10', '?', 'X..20', '01 02 03 8006 8026'],
  ['11 13 15-16', '*?', 'N6,yymmd0', '01 02 03 8006 8026'],
  ['12', '*?', 'N6,yymmd0', '8020'],
  ['17', '*?', 'N6,yymmd0', '01 02 03 255 8006 8026'],
  ['20', '*?', 'N2', '01 02 03 8006 8026'],
  ['21', '', 'X..20', '01 03 8006', '235'],
  ['22', '', 'X..20', '01'],
  ['235', '', 'X..28', '01'],
  ['240-241', '?', 'X..30', '01 02 03 8006 8026'],
  ['242', '?', 'N..6', '01 02 8006 8026'],
  ['243', '?', 'X..20', '01 03'],
  ['250', '?', 'X..30', '01+21 03+21 8006+21'],
  ['251', '?', 'X..30', '01 03 8006'],
  ['253', '?', 'N13,csum,gcppos1 [X..17]', '', '', ''],
  ['254', '', 'X..20', '414'],
  ['255', '?', 'N13,csum,gcppos1 [N..12]', '', '01 02 415 8006 8020 8026', ''],
  ['30', '?', 'N..8', '01 02'],
  [everyDecimal('310-316 320-329 350-352 356-357 360-361 364-366'), '*?', 'N6', '01 02', 'self'],
  [everyDecimal('330-336 340-349 353-355 362-363 367-369'), '*?', 'N6', '00 01', 'self'],
  ['3370-3375', '*?', 'N6', '01', 'self'],
  ['37', '?', 'N..8', '00+02 00+8026'],
  ['3900-3909', '?', 'N..15', '255 8020', 'self 391n 394n 8111'],
  ['3910-3919', '?', 'N3,iso4217 N..15', '8020', 'self'],
  ['3920-3929', '?', 'N..15', '01+30 01+31nn 01+32nn 01+35nn 01+36nn', 'self 393n'],
  ['3930-3939', '?', 'N3,iso4217 N..15', '30 31nn 32nn 35nn 36nn', 'self'],
  ['3940-3943', '?', 'N4', '255', 'self 8111'],
  ['3950-3955', '?', 'N6', '30 31nn 32nn 35nn 36nn', '392n 393n self 8005'],
  ['400 90', '?', 'X..30'],
  ['401', '?', 'X..30,gcppos1', '', '', ''],
  ['402', '?', 'N17,csum,gcppos1', '', '', ''],
  ['403 4308 4319', '?', 'X..30', '00'],
  ['410-413 416', '*?', 'N13,csum,gcppos1'],
  ['414', '*?', 'N13,csum,gcppos1', '', '', '254|7040'],
  ['415', '*?', 'N13,csum,gcppos1', '8020', '', '8020'],
  ['417', '*?', 'N13,csum,gcppos1', '', '', '7040'],
  ['420', '?', 'X..20', '', '421'],
  ['421', '?', 'N3,iso3166 X..9', '', '4307'],
  ['422', '?', 'N3,iso3166', '01 02 03 8006 8026', '426'],
  ['423 425', '?', `N3,iso3166 ${`[N3],iso3166 `.repeat(4)}`, '01 02 03', '426'],
  ['424', '?', 'N3,iso3166', '01 02 03', '426'],
  ['426', '?', 'N3,iso3166', '01 02 03'],
  ['427', '?', 'X..3', '01+422 02+422 03+422'],
  ['4300-4301 4310-4311 4320', '?', 'X..35,pcenc', '00'],
  ['4302 4304-4306 4312 4314-4316', '?', 'X..70,pcenc', '00'],
  ['4303', '?', 'X..70,pcenc', '4302'],
  ['4307 4317', '?', 'X2,iso3166alpha2', '00'],
  ['4309', '?', 'N10,latitude N10,longitude', '00'],
  ['4313', '?', 'X..70,pcenc', '4312'],
  ['4318', '?', 'X..20', '00'],
  ['4321-4323', '?', 'N1,yesno', '00'],
  ['4324-4325', '?', 'N6,yymmd0 N4,hhmi', '00'],
  ['4326', '?', 'N6,yymmdd', '00'],
  ['4330', '?', 'N6 [X1],hyphen', '00', '4331'],
  ['4331', '?', 'N6 [X1],hyphen', '00', '4330'],
  ['4332', '?', 'N6 [X1],hyphen', '00', '4333'],
  ['4333', '?', 'N6 [X1],hyphen', '00', '4332'],
  ['7001', '?', 'N13', '01 02 8006 8026'],
  ['7002', '?', 'X..30', '01 02'],
  ['7003', '?', 'N6,yymmdd N4,hhmi', '01 02 03'],
  ['7004', '?', 'N..4', '01+10 03+10'],
  ['7005', '?', 'X..12', '01 02'],
  ['7006', '?', 'N6,yymmdd', '01 02'],
  ['7007', '?', 'N6,yymmdd [N6],yymmdd', '01 02'],
  ['7008', '?', 'X..3', '01 02'],
  ['7009', '?', 'X..10', '01 02'],
  ['7010', '?', 'X..2', '01 02 03'],
  ['7011', '?', 'N6,yymmdd [N4],hhmi', '01 02 03'],
  ['7020', '?', 'X..20', '01+416 03+416 8006+416'],
  ['7021 8012', '?', 'X..20', '01 03 8006'],
  ['7022', '?', 'X..20', '01+7021 03+7021 8006+7021'],
  ['7023', '?', 'X..30,gcppos1'],
  ['7030-7039', '?', 'N3,iso3166999 X..27', '01 02'],
  ['7040', '', 'N1 X1 X1 X1,importeridx'],
  ['7041', '', 'X..4,packagetype', '00'],
  ['710-717', '?', 'X..20', '01'],
  ['7230-7239', '?', 'X2 X..28', '01 8004'],
  ['7240', '?', 'X..20', '01 8006', '03'],
  ['7241', '?', 'N2,mediatype', '8017 8018'],
  ['7242', '?', 'X..25', '8017 8018'],
  ['7250', '?', 'N8,yyyymmdd', '8018', '7251'],
  ['7251', '?', 'N8,yyyymmdd N4,hhmi', '8018', '7250'],
  ['7252', '?', 'N1,iso5218', '8018'],
  ['7253-7254', '?', 'X..40,pcenc', '8017 8018', '7256 7259'],
  ['7255', '?', 'X..10', '8017 8018', '7256 7259'],
  ['7256', '?', 'X..90,pcenc', '8017 8018'],
  ['7257', '?', 'X..70,pcenc', '8018'],
  ['7258', '?', 'X3,posinseqslash', '8018+7259'],
  ['7259', '?', 'X..40,pcenc', '8018', '7256'],
  ['8001', '?', 'N4,nonzero N5,nonzero N3,nonzero N1,winding N1', '01'],
  ['8002', '?', 'X..20'],
  ['8003', '?', 'N1,zero N13,csum,gcppos1 [X..16]', '', '', ''],
  ['8004', '?', 'X..30,gcppos1', '', '', '7040'],
  ['8005', '?', 'N6', '01 02'],
  ['8006', '?', 'N14,csum,gcppos2 N4,pieceoftotal', '', '01 03 37', '22 10 21'],
  ['8007', '?', 'X..34,iban', '415'],
  ['8008', '?', 'N6,yymmdd N2,hh [N2],mi [N2],ss', '01 02 03'],
  ['8009', '?', 'X..50', '00 01 03'],
  ['8010', '?', 'Y..30,gcppos1', '', '', '8011'],
  ['8011', '', 'N..12,nozeroprefix', '8010'],
  ['8013', '?', 'X..25,csumalpha,gcppos1', '', '', ''],
  ['8014', '', 'X..25,csumalpha,gcppos1,hasnondigit', '01'],
  ['8017', '?', 'N18,csum,gcppos1', '', '8018', '8019'],
  ['8018', '?', 'N18,csum,gcppos1', '', '8017', '8019'],
  ['8019', '', 'N..10', '8017 8018'],
  ['8020', '', 'X..25', '415'],
  ['8026', '?', 'N14,csum,gcppos2 N4,pieceoftotal', '37', '02 03 8006'],
  ['8030', '?', 'Z..90', '00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018'],
  ['8040', '', 'N15', '01+21'],
  ['8041', '', 'N15', '01+21+8040'],
  ['8042', '', 'N32', '01+21+8040'],
  ['8043', '', 'N18 [N..2]', '01+21+8040'],
  ['8110', '?', 'X..70,couponcode'],
  ['8111', '?', 'N4', '255'],
  ['8112', '?', 'X..70,couponposoffer'],
  ['8200', '', 'X..70', '01'],
  ['91-99', '?', 'X..90'],
]

/** A piece of a value: its characters (N digits, X set 82, Y set 39, Z base64url), how many, and what is asked of them. */
export interface Component {
  readonly set: 'N' | 'X' | 'Y' | 'Z'
  readonly min: number
  readonly max: number
  readonly optional: boolean
  readonly linters: readonly Linter[]
}

/** What is known of one application identifier. */
export interface AiRule {
  readonly ai: string
  /** Of a length known in advance: written first among attributes. */
  readonly fixed: boolean
  /** May stand in the query of a Digital Link. */
  readonly attribute: boolean
  readonly components: readonly Component[]
  /** One of these groups must be there whole; none when empty. Patterns: `n` is any digit. */
  readonly needs: readonly (readonly string[])[]
  readonly excludes: readonly string[]
  /** Of a primary key: the alternatives of qualifiers, each in order. */
  readonly qualifiers?: readonly (readonly string[])[]
}

const words = (text: string, by: string | RegExp = ' '): string[] =>
  text.split(by).filter((word) => word !== '')

function* expandRanges(ais: string): Generator<string> {
  for (const range of words(ais)) {
    const [first = '', last = first] = range.split('-')
    for (let ai = Number(first); ai <= Number(last); ai++) yield String(ai).padStart(first.length, '0')
  }
}

function componentOf(text: string): Component {
  const [, open, set, dots, length, , linters = ''] =
    /^(\[?)([NXYZ])(\.\.)?(\d+)(\]?)((?:,\w+)*)$/.exec(text) ?? []
  const max = Number(length)
  return {
    set: set as Component['set'],
    min: dots ? 1 : max,
    max,
    optional: open === '[',
    linters: words(linters, ',') as Linter[],
  }
}

function* expand([ais, flags, format, needs = '', excludes = '', path]: Row): Generator<AiRule> {
  for (const ai of expandRanges(ais))
    yield {
      ai,
      fixed: flags.includes('*'),
      attribute: flags.includes('?'),
      components: words(format).map(componentOf),
      needs: words(needs).map((group) => words(group, '+')),
      excludes: words(excludes).map((other) => (other === 'self' ? `${ai.slice(0, 3)}n` : other)),
      ...(path === undefined ? {} : { qualifiers: path.split('|').map((sequence) => words(sequence)) }),
    }
}

let table: ReadonlyMap<string, AiRule> | undefined

/** Every application identifier by its number. Made on first use: who opens only own addresses never pays for it. */
export function aiTable(): ReadonlyMap<string, AiRule> {
  table ??= new Map(rows().flatMap((row) => [...expand(row)].map((rule) => [rule.ai, rule])))
  return table
}

/** Whether `ai` is what `pattern` says, where `n` stands for any digit. */
export const matchesAi = (pattern: string, ai: string): boolean =>
  new RegExp(`^${pattern.replaceAll('n', '\\d')}$`).test(ai)
