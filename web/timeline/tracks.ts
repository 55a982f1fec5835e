import type { Track } from '../../src/views/page/answers.ts'
import type { Filter } from '../../src/views/page/filter.ts'
import { nameOf, pairName } from '../names.ts'
import { issueName, typeName } from '../words.ts'

/** What a track is called. */
export const trackName = (track: Track, key: string): string => {
  if (track === 'type') return typeName(key)
  if (track === 'issue') return issueName(key)
  return track === 'dyad' ? pairName(key) : nameOf(key)
}

/** The filter that leaves what stands on a track. */
export const trackFilter = (track: Track, key: string): Partial<Filter> => {
  if (track === 'type') return { type: [key] }
  if (track === 'issue') return { context: [key] }
  if (track === 'dyad') return key.includes('~') ? { pair: [key] } : { party: [key] }
  if (track === 'party') return { party: [key] }
  if (track === 'mediator')
    return { role: ['mediator', 'host', 'organizer', 'guarantor'].map(role => `${role}:${key}`) }
  return {}
}
