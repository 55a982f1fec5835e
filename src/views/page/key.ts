import type { HappeningActor } from '../../record/happening.ts'

/** How an actor is referred to in filters and addresses: by its code, or by its name where it has none. */
export const keyOf = (actor: Pick<HappeningActor, 'code' | 'name'>): string => actor.code ?? actor.name
