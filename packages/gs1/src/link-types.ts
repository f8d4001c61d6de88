import { Gs1Error } from './gs1-error.ts'

/** Where GS1's link types are defined. */
export const gs1Namespace = 'https://ref.gs1.org/voc/'

/** Kinds of links of the GS1 Web Vocabulary 1.16 that are in use: a test holds them against the published list. */
export const linkTypes = [
  ...['activityIdeas', 'allergenInfo', 'appDownload', 'backgroundInfo', 'brandHomepageClinical'],
  ...[
    'brandHomepagePatient',
    'careersInfo',
    'certificationInfo',
    'consumerHandlingStorageInfo',
    'defaultLink',
  ],
  ...['defaultLinkMulti', 'dpp', 'eifu', 'epcis', 'epil', 'eventsInfo', 'faqs', 'handledBy', 'hasRetailers'],
  ...['homepage', 'ingredientsInfo', 'instructions', 'jws', 'leaveReview', 'locationInfo', 'logisticsInfo'],
  ...[
    'loyaltyProgram',
    'masterData',
    'menuInfo',
    'nutritionalInfo',
    'openingHoursInfo',
    'paymentLink',
    'pip',
  ],
  ...['promotion', 'purchaseSuppliesOrAccessories', 'quickStartGuide', 'recallStatus', 'recipeInfo'],
  ...[
    'registerProduct',
    'registryEntry',
    'relatedImage',
    'relatedVideo',
    'reportFound',
    'review',
    'safetyInfo',
  ],
  ...[
    'scheduleTime',
    'serviceInfo',
    'smartLabel',
    'smpc',
    'socialMedia',
    'statisticInfo',
    'subscribe',
    'support',
  ],
  ...[
    'sustainabilityInfo',
    'traceability',
    'tutorial',
    'userAgreement',
    'verificationService',
    'whatsInTheBox',
  ],
] as const

/** A kind of link in short (`gs1:pip`) or as a full address of somebody's vocabulary. */
export type LinkType = `gs1:${(typeof linkTypes)[number]}` | `https://${string}` | `http://${string}`

/** What stood for the vocabulary before it had an address of its own. */
const formerNamespaces = /^https?:\/\/(www\.)?gs1\.org\/voc\//

/**
 * The full address of a kind of link, by which links are kept and compared.
 *
 * @param type `gs1:pip` or a full address, also of the vocabulary's former place
 * @returns undefined for what is neither, or a name that GS1 does not define
 */
export function linkTypeUri(type: string): string | undefined {
  const short = type.startsWith('gs1:') ? type.slice(4) : type.replace(formerNamespaces, gs1Namespace)
  if (!type.startsWith('gs1:') && !short.startsWith(gs1Namespace))
    return /^https?:\/\/[A-Za-z0-9./]+$/.test(type) ? type : undefined
  const name = short.replace(gs1Namespace, '')
  return (linkTypes as readonly string[]).includes(name) ? `${gs1Namespace}${name}` : undefined
}

/** @throws {Gs1Error} NOT_A_LINKSET for a kind of link that is none */
export function readLinkType(type: string): string {
  const uri = linkTypeUri(type)
  if (uri === undefined) throw new Gs1Error('NOT_A_LINKSET', `no kind of link: ${type}`)
  return uri
}
