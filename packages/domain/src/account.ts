import * as z from 'zod'
import type { TraceEvent } from './events.ts'
import { Day, ShortText } from './primitives.ts'
import type { Address } from './version.ts'

/** What a person who signs in is: staff and admins of an organization, inspectors of an area, operators of the platform. */
export const personKinds = ['staff', 'admin', 'inspector', 'operator'] as const
export const PersonKind = z.enum(personKinds)
export type PersonKind = z.infer<typeof PersonKind>

/** Whose second factor is asked for at every sign-in. */
export const needsSecondFactor = (kind: PersonKind): boolean => kind !== 'staff'

/** The organization that operators belong to: the platform itself. */
export const platformId = '00000000-0000-0000-0000-000000000000'

/** A phone number as people write it, made canonical: `0912345678` in Vietnam, `+…` elsewhere. */
export const PhoneNumber = z
  .string()
  .max(40)
  .transform((written) => written.replaceAll(/[\s.()-]/g, '').replace(/^(\+84|0084)0?/, '0'))
  .pipe(z.string().regex(/^(0\d{9}|\+[1-9]\d{7,14})$/, 'a phone number'))
export type PhoneNumber = z.infer<typeof PhoneNumber>

/** The number somebody joins with. None in the world begins with 00: those are the demo's people's. */
export const OwnPhoneNumber = PhoneNumber.refine((number) => !number.startsWith('00'), 'a phone number')

/** A password as typed: any characters, 8 to 128 of them (ASVS 6.2.1, 6.2.9). Whether it is a common one is asked elsewhere. */
export const Password = z.string().min(8).max(128)

/** The name of a person who signs in. Private: only the person's organization and the operator see it. */
export const PersonName = ShortText.max(80)

/** An administrative unit in an inspector's area, with the days (both included) on which the code meant it and it was in the area. */
export const AreaUnit = z
  .strictObject({
    level: z.enum(['province', 'ward']),
    code: z.string().regex(/^(\d{2}|\d{5})$/),
    validFrom: Day,
    validTo: Day.optional(),
  })
  .refine(({ level, code }) => code.length === (level === 'province' ? 2 : 5), {
    path: ['code'],
    message: 'a province has 2 digits, a ward 5',
  })
  .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
    path: ['validTo'],
    message: 'before validFrom',
  })
export type AreaUnit = z.infer<typeof AreaUnit>

/** Whether on `day` one of these addresses lay in the area: the address valid on that day, the unit valid on that day. */
export function isInArea(area: readonly AreaUnit[], addresses: readonly Address[], day: Day): boolean {
  return addresses.some(
    (address) =>
      isValidOn(address, day) &&
      area.some(
        (unit) =>
          isValidOn(unit, day) &&
          unit.code === (unit.level === 'province' ? address.provinceCode : address.wardCode),
      ),
  )
}

const isValidOn = (
  { validFrom, validTo }: { validFrom?: Day | undefined; validTo?: Day | undefined },
  day: Day,
): boolean => (validFrom ?? '') <= day && day <= (validTo ?? '9999')

/** What a person does with a factor not older than 5 minutes: recalls, their end, permits against a rule, voiding labels. */
export const needsFreshFactor = (event: TraceEvent): boolean =>
  event.type === 'recall' ||
  event.type === 'recall_lifted' ||
  (event.type === 'inspection' && event.details.permits !== undefined) ||
  (event.type === 'label_activation' && event.details.voided.length > 0)
