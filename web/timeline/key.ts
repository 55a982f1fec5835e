import { el, svg } from '../dom.ts'
import { glyph } from '../parts.ts'

/** What the signs mean. */
export const key = (): HTMLElement =>
  el(
    'ul',
    { class: 'key' },
    (
      [
        ['AGREE', 'occurred', 'asserted', 'cooperation'],
        ['ACCUSE', 'occurred', 'asserted', 'conflict'],
        ['AGREE', 'planned', 'asserted', 'planned'],
        ['AGREE', 'failed', 'asserted', 'failed'],
        ['ACCUSE', 'negated', 'asserted', 'did not happen'],
        ['AGREE', 'possible', 'asserted', 'possible'],
        ['ACCUSE', 'occurred', 'disputed', 'disputed or denied'],
      ] as const
    ).map(([type, status, standing, name]) =>
      el(
        'li',
        {},
        svg(
          'svg',
          { width: 22, height: 20, viewBox: '-11 -10 22 20', 'aria-hidden': 'true' },
          glyph(type, status, standing),
        ),
        name,
      ),
    ),
    el(
      'li',
      {},
      svg(
        'svg',
        { width: 30, height: 20, viewBox: '0 -14 30 20', 'aria-hidden': 'true' },
        svg('path', { class: 'answer', d: 'M2,2C2,-12 28,-12 28,2' }),
      ),
      'offer and answer',
    ),
  )
